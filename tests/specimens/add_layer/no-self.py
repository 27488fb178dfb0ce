# expect: wrong
# misconception: method-missing-self
# why: forward lacks the parameter self
class AddLayer:
    def forward(x, y):
        return x + y

    def backward(self, dout):
        return dout, dout
