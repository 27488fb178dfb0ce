# expect: wrong
# share: 0.875
# misconception: dtype-int-truncation
# why: gradients are put into integer arrays when the inputs are integers
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = np.array(x), np.array(y)
        return x * y

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        dy = np.zeros_like(self.y)
        dx[...] = dout * self.y
        dy[...] = dout * self.x
        return dx, dy
