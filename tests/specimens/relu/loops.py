# expect: right
# why: Python loops over a flat view, helper outside the class
def positive_part(number):
    if number > 0:
        return number
    return 0.0


class Relu:
    def forward(self, x):
        self.x = x
        result = [positive_part(v) for v in x.ravel()]
        return np.array(result).reshape(x.shape)

    def backward(self, dout):
        dx = np.zeros(dout.shape)
        for index in np.ndindex(dout.shape):
            if self.x[index] > 0:
                dx[index] = dout[index]
        return dx
