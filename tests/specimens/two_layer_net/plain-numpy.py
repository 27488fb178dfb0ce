# expect: right
# why: no layer objects at all, the formulas written out
# before: relu, affine, softmax_with_loss
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        rng = np.random.default_rng()
        self.params = dict(
            W1=rng.normal(0, weight_init_std, (input_size, hidden_size)),
            b1=np.zeros(hidden_size),
            W2=rng.normal(0, weight_init_std, (hidden_size, output_size)),
            b2=np.zeros(output_size),
        )

    def _hidden(self, x):
        return x @ self.params["W1"] + self.params["b1"]

    def predict(self, x):
        return np.maximum(self._hidden(x), 0) @ self.params["W2"] + self.params["b2"]

    def loss(self, x, t):
        y = self.predict(x)
        y = y - y.max(axis=1, keepdims=True)
        return np.mean(np.log(np.exp(y).sum(axis=1)) - (y * t).sum(axis=1))

    def gradient(self, x, t):
        a = self._hidden(x)
        z = np.maximum(a, 0)
        y = z @ self.params["W2"] + self.params["b2"]
        p = np.exp(y - y.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        dy = (p - t) / x.shape[0]
        da = (dy @ self.params["W2"].T) * (a > 0)
        return {"W1": x.T @ da, "b1": da.sum(axis=0), "W2": z.T @ dy, "b2": dy.sum(axis=0)}
