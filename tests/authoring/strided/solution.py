# %%
import numpy as np

# %% conv
class Conv:
    def __init__(self, W, stride):
        self.W, self.stride = W, stride

    def forward(self, x):
        self.x = x
        K = self.W.shape[1]
        self.starts = range(0, x.shape[1] - K + 1, self.stride)
        return np.stack([x[:, s : s + K] @ self.W.T for s in self.starts], axis=2)

    def backward(self, dout):
        K = self.W.shape[1]
        dx, self.dW = np.zeros(self.x.shape), np.zeros(self.W.shape)
        for at, s in enumerate(self.starts):
            dx[:, s : s + K] += dout[:, :, at] @ self.W
            self.dW += dout[:, :, at].T @ self.x[:, s : s + K]
        return dx

# %% logarithm
def log_mean(v, weights, axis):
    y = (np.log(v) * weights).sum(axis=axis).mean()
    n = v.shape[0]
    return y, weights / v / n, np.log(v).sum(axis=0) / n
