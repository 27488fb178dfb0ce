# expect: right
# why: a dataclass, Korean comments, list returned
from dataclasses import dataclass, field


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


@dataclass
class Neuron:
    """시그모이드 뉴런이에요."""

    weights: np.ndarray
    bias: float
    saved: dict = field(default_factory=dict)

    def forward(self, inputs):
        # 역전파에 필요한 값을 저장해요
        s = np.dot(self.weights, inputs) + self.bias
        self.saved = {"inputs": inputs, "s": s}
        return sigmoid(s)

    def backward(self, dout):
        s = self.saved["s"]
        ds = dout * sigmoid(s) * (1 - sigmoid(s))
        return [np.multiply(ds, self.weights), np.multiply(ds, self.saved["inputs"]), ds]
