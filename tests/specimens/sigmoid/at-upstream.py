# expect: wrong
# misconception: derivative-at-upstream
# why: dout stands where out belongs
class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        dx = dout * (1.0 - dout) * dout
        return dx
