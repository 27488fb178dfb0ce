# expect: wrong
# misconception: returns-none
# why: forward lacks the return
class AddLayer:
    def forward(self, x, y):
        out = x + y

    def backward(self, dout):
        return dout * 1, dout * 1
