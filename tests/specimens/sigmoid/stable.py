# expect: right
# why: two branches so that exp never overflows
class Sigmoid:
    def forward(self, x):
        small = np.exp(-np.abs(x))  # 항상 1 이하라서 넘치지 않는다
        self.y = np.where(x >= 0, 1, small) / (1 + small)
        return self.y

    def backward(self, dout):
        return dout * (self.y - self.y**2)
