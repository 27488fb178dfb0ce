# assignment: ps3
# why: apples alone first, then with oranges, with the same names
# right: mul_layer, add_layer, shopping

# %%
import numpy as np
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


class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, dout

# %%
apple = 100
apple_num = 2
tax = 1.1
first = MulLayer()
second = MulLayer()
price = second.forward(first.forward(apple, apple_num), tax)
dapple_price, dtax = second.backward(1)
dapple, dapple_num = first.backward(dapple_price)

# %%
apple, apple_num, orange, orange_num, tax = 100, 2, 150, 3, 1.1
a, o, s, t = MulLayer(), MulLayer(), AddLayer(), MulLayer()
price = t.forward(s.forward(a.forward(apple, apple_num), o.forward(orange, orange_num)), tax)
dsum, dtax = t.backward(1)
dapple_price, dorange_price = s.backward(dsum)
dapple, dapple_num = a.backward(dapple_price)
dorange, dorange_num = o.backward(dorange_price)
