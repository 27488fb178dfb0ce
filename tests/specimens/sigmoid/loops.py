# expect: right
# why: math.exp, one element at a time
import math


class Sigmoid:
    def forward(self, x):
        self.out = np.empty(x.shape)
        for index, value in np.ndenumerate(x):
            self.out[index] = 1.0 / (1.0 + math.exp(-value))
        return self.out

    def backward(self, dout):
        dx = np.empty(self.out.shape)
        for index, out in np.ndenumerate(self.out):
            dx[index] = dout[index] * out * (1.0 - out)
        return dx
