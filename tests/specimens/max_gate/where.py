# expect: right
# why: np.where and an odd attribute, 0-d arrays
class MaxGate:
    def forward(self, a, b):
        self.가중 = np.asarray(a) > np.asarray(b)  # a가 이겼는지 기억해요
        return np.where(self.가중, a, b)

    def backward(self, upstream):
        zero = np.zeros_like(upstream)
        return [np.where(self.가중, upstream, zero), np.where(self.가중, zero, upstream)]
