# assignment: ps3
# why: classes in the same cell as the shopping that uses them
# right: mul_layer, shopping
# wrong: add_layer

# %%
import numpy as np


class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class AddLayer:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout


apple = 100
apple_num = 2
orange = 150
orange_num = 3
tax = 1.1
mul_apple, mul_orange, mul_tax = MulLayer(), MulLayer(), MulLayer()
apples = mul_apple.forward(apple, apple_num)
oranges = mul_orange.forward(orange, orange_num)
price = mul_tax.forward(apples + oranges, tax)
dall, dtax = mul_tax.backward(1)
dapple, dapple_num = mul_apple.backward(dall)
dorange, dorange_num = mul_orange.backward(dall)
