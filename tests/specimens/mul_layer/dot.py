# expect: right
# why: np.dot is the product of two numbers, and numbers are what is asked for
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.dot(x, y)

    def backward(self, dout):
        return np.dot(dout, self.y), np.dot(dout, self.x)
