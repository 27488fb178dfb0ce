# expect: right
# why: the mask is read from the output that was kept
class Relu:
    def forward(self, x):
        self.out = np.where(x > 0, x, 0.0)
        return self.out

    def backward(self, dout):
        # 출력이 양수인 곳만 기울기가 흐른다
        return np.where(self.out > 0, dout, 0.0)
