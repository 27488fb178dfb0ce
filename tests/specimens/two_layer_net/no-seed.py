# expect: wrong
# misconception: seed-wrong
# why: the last layer is handed zero, so that every gradient is
# before: relu affine softmax_with_loss
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        std = weight_init_std
        self.params = {
            "W1": std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }
        p = self.params
        self.chain = [Affine(p["W1"], p["b1"]), Relu(), Affine(p["W2"], p["b2"])]
        self.end = SoftmaxWithLoss()

    def predict(self, x):
        for one in self.chain:
            x = one.forward(x)
        return x

    def loss(self, x, t):
        return self.end.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        d = self.end.backward(0)
        for one in self.chain[::-1]:
            d = one.backward(d)
        first, _, second = self.chain
        return {"W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db}
