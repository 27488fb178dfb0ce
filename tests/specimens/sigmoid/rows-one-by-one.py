# expect: wrong
# share: 0.75
# misconception: -
# why: goes through rows and columns, which an array of another number of dimensions does not have
class Sigmoid:
    def forward(self, x):
        rows, columns = x.shape
        self.out = np.array([[1 / (1 + np.exp(-x[i, j])) for j in range(columns)] for i in range(rows)])
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
