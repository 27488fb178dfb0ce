# assignment: ps3
# why: torch, pandas and keras are not there
# right: sigmoid, mul_layer
# cells: ModuleNotFoundError

# %%
import torch
import torch.nn as nn
import pandas as pd
import numpy as np

# %%
df = pd.DataFrame({'a': [1]})
df.head()

# %%
class Net(nn.Module):
    def forward(self, x):
        return x

# %%
from keras.datasets import mnist
from sklearn.datasets import *
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)

# %%
class MulLayer:
    def __init__(self):
        self.x = None
        self.y = None

    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x
