# expect: right
# why: np.where and a comparison with 1
class Dropout:
    def __init__(self, p):
        self.keep = 1 - p

    def forward(self, x, mask):
        self.stays = mask == 1
        return np.where(self.stays, x / self.keep, 0.0)

    def backward(self, dout):
        return np.where(self.stays, dout / self.keep, 0.0)
