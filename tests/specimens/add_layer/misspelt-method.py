# expect: wrong
# misconception: -
# why: the method is called forwar
class AddLayer:
    def forwar(self, x, y):
        return x + y

    def backward(self, dout):
        return dout, dout
