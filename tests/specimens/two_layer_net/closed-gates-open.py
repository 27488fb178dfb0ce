# expect: wrong
# misconception: relu-mask-inverted
# why: written without layers; the mistake is one of the layer between
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        sizes = [input_size, hidden_size, output_size]
        self.params = {}
        for i in (1, 2):
            self.params[f"W{i}"] = np.random.normal(0, weight_init_std, (sizes[i - 1], sizes[i]))
            self.params[f"b{i}"] = np.zeros(sizes[i])

    def predict(self, x):
        self.hidden = x @ self.params["W1"] + self.params["b1"]
        self.active = self.hidden.clip(min=0)
        return self.active @ self.params["W2"] + self.params["b2"]

    def loss(self, x, t):
        scores = self.predict(x)
        self.prob = np.exp(scores - scores.max(axis=1, keepdims=True))
        self.prob /= self.prob.sum(axis=1, keepdims=True)
        return -(t * np.log(self.prob)).sum() / len(x)

    def gradient(self, x, t):
        self.loss(x, t)
        delta2 = (self.prob - t) / len(x)
        delta1 = delta2 @ self.params["W2"].T * (self.hidden <= 0)
        return {"W1": x.T @ delta1, "b1": delta1.sum(axis=0), "W2": self.active.T @ delta2, "b2": delta2.sum(axis=0)}
