# assignment: ps3
# why: backprop returns dx, dW, db; the gate names its gradients in the wrong order
# right: affine

# %%
import numpy as np

# %%
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        self.y = np.matmul(x, self.W) + self.b
        return self.y

    def backprop(self, dz):
        dx = np.matmul(dz, self.W.T)
        dW = np.matmul(self.x.T, dz)
        db = np.sum(dz, axis=0)
        return dx, dW, db

# %%
layer = Affine(np.ones((2, 3)), np.zeros(3))
layer.forward(np.ones((4, 2)))
layer.backprop(np.ones((4, 3)))
