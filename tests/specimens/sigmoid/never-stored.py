# expect: wrong
# misconception: forgot-cache
# why: forward does not store the output; the most common one in real notebooks
class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        out = 1 / (1 + np.exp(-x))
        return out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
