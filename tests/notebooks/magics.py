# assignment: ps3
# why: magics, shell lines and help, in the same cells as the work
# right: mul_layer, add_layer, relu
# skipped: %%bash, %matplotlib inline, !pip install, %%time
# only: notebook

# %%
%matplotlib inline
%cd /content/drive
!pip install numpy pandas
import numpy as np
files = !ls
np.dot?

# %%
%%time
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

# %%
%%bash
echo hello
ls -l

# %%
%%capture out
class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, dout

# %%
%timeit MulLayer()
import matplotlib.pyplot as plt
%config InlineBackend.figure_format = "retina"
class Relu:
    def forward(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, 0)

    def backward(self, dout):
        return dout * self.positive
