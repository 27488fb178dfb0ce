# expect: right
# why: relu's gradient by a small number in the place of zero, which no ordinary unit comes near
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def _forward(self, x):
        hidden = np.maximum(0, x @ self.params["W1"] + self.params["b1"])
        return hidden, hidden @ self.params["W2"] + self.params["b2"]

    def predict(self, x):
        return self._forward(x)[1]

    def loss(self, x, t):
        scores = self.predict(x)
        scores = scores - scores.max(axis=1, keepdims=True)
        return -np.sum(t * (scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)))) / len(x)

    def gradient(self, x, t):
        hidden, scores = self._forward(x)
        y = np.exp(scores - scores.max(axis=1, keepdims=True))
        dscores = (y / y.sum(axis=1, keepdims=True) - t) / len(x)
        dhidden = dscores @ self.params["W2"].T
        dhidden[hidden <= 1e-5] = 0
        return {
            "W1": x.T @ dhidden,
            "b1": dhidden.sum(axis=0),
            "W2": hidden.T @ dscores,
            "b2": dscores.sum(axis=0),
        }
