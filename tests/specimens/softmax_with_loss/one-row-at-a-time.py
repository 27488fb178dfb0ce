# expect: right
# why: a one-vector softmax called in a loop, the label as an index
def softmax_of_one(scores):
    shifted = [s - max(scores) for s in scores]
    exps = [np.exp(s) for s in shifted]
    return [e / sum(exps) for e in exps]


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.probabilities = [softmax_of_one(list(row)) for row in x]
        self.labels = [int(np.argmax(row)) for row in t]
        total = 0.0
        for probabilities, label in zip(self.probabilities, self.labels):
            total -= np.log(probabilities[label] + 1e-7)
        return total / len(self.labels)

    def backward(self, dout=1):
        dx = []
        for probabilities, label in zip(self.probabilities, self.labels):
            row = list(probabilities)
            row[label] -= 1
            dx.append([dout * value / len(self.labels) for value in row])
        return np.array(dx)
