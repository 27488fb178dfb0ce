# expect: wrong
# misconception: forward-wrong-op
# before: relu, sigmoid, affine, softmax_with_loss
# why: another activation, and a gradient that fits it
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        self.l1 = Affine(self.params["W1"], self.params["b1"])
        self.r = Sigmoid()
        self.l2 = Affine(self.params["W2"], self.params["b2"])
        return self.l2.forward(self.r.forward(self.l1.forward(x)))

    def loss(self, x, t):
        self.last = SoftmaxWithLoss()
        return self.last.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        d = self.last.backward(1)
        self.l1.backward(self.r.backward(self.l2.backward(d)))
        return {"W1": self.l1.dW, "b1": self.l1.db, "W2": self.l2.dW, "b2": self.l2.db}
