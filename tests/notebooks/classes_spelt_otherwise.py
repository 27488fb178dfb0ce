# assignment: ps3
# why: names of classes and methods that are kept to: backprop everywhere
# right: mul_layer, softmax_with_loss
# wrong: add_layer

# %%
import numpy as np

# %%
class Mutiple:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backprop(self, dout):
        return dout * self.y, dout * self.x

# %%
class Addition_Layer:
    def forward(self, x, y):
        return x + y

    def backprop(self, dout):
        return dout, -dout

# %%
class SoftmaxWithCrosslossLayer:
    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y, self.t = e / e.sum(axis=1, keepdims=True), t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

    def backprop(self, dout=1):
        return (self.y - self.t) / len(self.t)
