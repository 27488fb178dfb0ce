# expect: wrong
# share: 0.875
# misconception: -
# before: relu, affine, softmax_with_loss
# why: a batch of one loses its row in gradient
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        hidden = x @ self.params["W1"] + self.params["b1"]
        return np.maximum(hidden, 0) @ self.params["W2"] + self.params["b2"]

    def loss(self, x, t):
        return SoftmaxWithLoss().forward(self.predict(x), t)

    def gradient(self, x, t):
        hidden = x @ self.params["W1"] + self.params["b1"]
        last = SoftmaxWithLoss()
        last.forward(self.predict(x), t)
        dscores = np.squeeze(last.backward())
        dhidden = dscores @ self.params["W2"].T * (hidden > 0)
        return {
            "W1": x.T @ dhidden,
            "b1": dhidden.sum(axis=0),
            "W2": np.maximum(hidden, 0).T @ dscores,
            "b2": dscores.sum(axis=0),
        }
