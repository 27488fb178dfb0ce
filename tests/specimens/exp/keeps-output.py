# expect: right
# why: the output is its own derivative, so it is kept
# before: variable, function
class Exp(Function):
    def forward(self, x):
        self._y = np.exp(x)
        return self._y

    def backward(self, gy):
        # e^x를 다시 계산하지 않는다
        return gy * self._y
