# expect: wrong
# share: 0.75
# misconception: mutates-output-cache
# why: backward takes the label off the probabilities that forward kept, so that a second backward is wrong
def softmax(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def cross_entropy_error(x, t):
    return -np.sum(t * np.log(softmax(x) + 1e-7)) / len(t)


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.y, self.t = softmax(x), t
        return cross_entropy_error(x, t)

    def backward(self, dout=1):
        self.y -= self.t
        return dout * self.y / len(self.t)
