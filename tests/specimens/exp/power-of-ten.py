# expect: wrong
# misconception: forward-wrong-op
# why: another base, which no bank knows; integers raise
# before: variable function
class Exp(Function):
    def forward(self, x):
        return 10**x

    def backward(self, gy):
        return gy * 10**self.input.data
