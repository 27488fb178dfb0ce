# assignment: ps3
# why: classes and work under if __name__
# right: mul_layer, add_layer

# %%
import numpy as np

# %%
if __name__ == '__main__':
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

    layer = MulLayer()
    print(layer.forward(2, 3))

# %%
try:
    import cupy
except ImportError:
    class AddLayer:
        def forward(self, x, y):
            return x + y

        def backward(self, dout):
            return dout, dout
