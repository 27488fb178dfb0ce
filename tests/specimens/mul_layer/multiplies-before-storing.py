# expect: wrong
# misconception: use-before-assignment
# why: the attributes are None when they are multiplied, and stored in the next line
class MulLayer:
    def __init__(self):
        self.a = self.b = None

    def forward(self, x, y):
        product = self.a * self.b
        self.a, self.b = x, y
        return product

    def backward(self, dout):
        return dout * self.b, dout * self.a
