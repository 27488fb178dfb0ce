# expect: right
# why: CS231n's style: a copy of the probabilities, minus one at the label
from dataclasses import dataclass
from typing import Any


@dataclass
class SoftmaxWithLoss:
    cache: Any = None

    def forward(self, x, t):
        n = len(x)
        labels = np.argmax(t, axis=1)
        z = x - np.max(x, axis=1, keepdims=True)
        logp = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
        self.cache = np.exp(logp), labels, n
        return -logp[range(n), labels].mean()

    def backward(self, dout=1):
        probs, labels, n = self.cache
        dscores = probs.copy()
        dscores[range(n), labels] -= 1
        dscores /= n
        return dscores
