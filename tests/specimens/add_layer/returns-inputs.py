# expect: wrong
# misconception: returns-inputs
# why: the inputs come back
class AddLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x + y

    def backward(self, dout):
        return self.x, self.y
