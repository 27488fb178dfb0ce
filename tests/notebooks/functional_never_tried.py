# assignment: ps4
# why: a class Square that is no function of variables
# supplied: -

# %%
import numpy as np
class Square:
    def forward(self, x):
        return x ** 2
    def backward(self, dout):
        return dou * 2
prnt(3)
