# expect: right
# why: a helper that goes through the elements with math.exp
# before: variable, function
import math


def exp_of_all(x):
    return np.array([math.exp(v) for v in np.ravel(x)]).reshape(np.shape(x))


class Exp(Function):
    def forward(self, x):
        return exp_of_all(x)

    def backward(self, gy):
        return exp_of_all(self.input.data) * gy
