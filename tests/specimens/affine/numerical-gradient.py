# expect: wrong
# misconception: numeric-instead-of-analytic
# why: the numerical gradient of the book, of its own forward
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        def numerical_gradient(f, x):
            h = 1e-4
            grad = np.zeros_like(x)
            it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
            while not it.finished:
                i = it.multi_index
                kept = x[i]
                x[i] = kept + h
                above = f()
                x[i] = kept - h
                grad[i] = (above - f()) / (2 * h)
                x[i] = kept
                it.iternext()
            return grad

        x = np.array(self.x, dtype=float)
        self.W, self.b = np.array(self.W, dtype=float), np.array(self.b, dtype=float)

        def loss():
            return np.sum(dout * (np.dot(x, self.W) + self.b))

        self.dW = numerical_gradient(loss, self.W)
        self.db = numerical_gradient(loss, self.b)
        return numerical_gradient(loss, x)
