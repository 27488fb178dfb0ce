# expect: wrong
# misconception: wrong-derivative-formula
# why: the slope of a leaky ReLU behind a right forward
class Relu:
    def forward(self, x):
        self.mask = x <= 0
        return np.maximum(x, 0)

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] *= 0.1
        return dx
