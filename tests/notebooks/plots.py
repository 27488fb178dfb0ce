# assignment: ps3
# why: plots between the classes
# right: sigmoid, relu

# %%
import numpy as np
import matplotlib.pyplot as plt
import matplotlib.pylab as pylab

# %%
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)

# %%
x = np.arange(-5, 5, 0.1)
fig, ax = plt.subplots(1, 2)
ax[0].plot(x, Sigmoid().forward(x), label='sigmoid')
plt.legend()
plt.savefig('sigmoid.png')
plt.show()

# %%
class Relu:
    def forward(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0)

    def backward(self, dout):
        return dout * self.positive
