# expect: right
# why: layers as attributes; the parameters are handed to them anew before each pass
# before: relu, affine, softmax_with_loss
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.W1 = np.random.randn(input_size, hidden_size) * weight_init_std
        self.W2 = np.random.randn(hidden_size, output_size) * weight_init_std
        self.params = {"W1": self.W1, "b1": np.zeros(hidden_size), "W2": self.W2, "b2": np.zeros(output_size)}
        self.fc1 = Affine(None, None)
        self.act = Relu()
        self.fc2 = Affine(None, None)
        self.criterion = SoftmaxWithLoss()

    def predict(self, x):
        self.fc1.W, self.fc1.b = self.params["W1"], self.params["b1"]
        self.fc2.W, self.fc2.b = self.params["W2"], self.params["b2"]
        h = self.fc1.forward(x)
        h = self.act.forward(h)
        return self.fc2.forward(h)

    def loss(self, x, t):
        return self.criterion.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        d = self.criterion.backward(1)
        d = self.fc2.backward(d)
        d = self.act.backward(d)
        self.fc1.backward(d)
        return dict(W1=self.fc1.dW, b1=self.fc1.db, W2=self.fc2.dW, b2=self.fc2.db)
