# expect: wrong
# misconception: bias-grad-not-summed
# why: written without layers
# before: relu, affine, softmax_with_loss
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        self.a = x @ self.params["W1"] + self.params["b1"]
        self.z = np.maximum(self.a, 0)
        self.x = x
        return self.z @ self.params["W2"] + self.params["b2"]

    def loss(self, x, t):
        self.last = SoftmaxWithLoss()
        return self.last.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        d = self.last.backward(1)
        da = (d @ self.params["W2"].T) * (self.a > 0)
        return {"W1": self.x.T @ da, "b1": da, "W2": self.z.T @ d, "b2": d}
