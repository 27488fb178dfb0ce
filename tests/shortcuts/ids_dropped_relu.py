# assignment: ps3
# why: relu is imported, and what is written passes everything on
# earns: 0

# %%
import numpy as np
from common.functions import relu


# %%
class Relu:
    def forward(self, x):
        return relu(x)

    def backward(self, dout):
        return dout
