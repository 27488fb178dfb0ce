# expect: right
# why: e^-x/(1+e^-x)^2, an inherited cache, super()
class Activation:
    def forward(self, x):
        self.saved = self.local(x)
        return self.value(x)

    def backward(self, dout):
        return dout * self.saved


class Sigmoid(Activation):
    def value(self, x):
        return np.exp(-np.logaddexp(0, -x))

    def local(self, x):
        return np.exp(-x) / (1 + np.exp(-x)) ** 2

    def backward(self, dout):
        return super().backward(dout)
