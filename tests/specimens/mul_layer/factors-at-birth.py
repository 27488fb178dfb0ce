# expect: wrong
# misconception: constructor-parameters
# why: the factors are arguments of the constructor
class MulLayer:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def forward(self):
        return self.x * self.y

    def backward(self, dout):
        return dout * self.y, dout * self.x
