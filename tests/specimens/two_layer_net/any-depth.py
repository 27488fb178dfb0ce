# expect: right
# why: a subclass of a network of any depth, with numbered layers
# before: relu, affine, softmax_with_loss
class Net:
    def __init__(self, sizes, std):
        self.params = {}
        for i, (a, b) in enumerate(zip(sizes, sizes[1:]), start=1):
            self.params[f"W{i}"] = np.random.normal(scale=std, size=(a, b))
            self.params[f"b{i}"] = np.zeros((b,))
        self.depth = len(sizes) - 1

    def predict(self, x):
        self.layers = []
        for i in range(1, self.depth + 1):
            self.layers.append(Affine(self.params[f"W{i}"], self.params[f"b{i}"]))
            if i < self.depth:
                self.layers.append(Relu())
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        self.last = SoftmaxWithLoss()
        return self.last.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last.backward()
        for layer in self.layers[::-1]:
            dout = layer.backward(dout)
        affines = [layer for layer in self.layers if isinstance(layer, Affine)]
        grads = {}
        for i, layer in enumerate(affines, start=1):
            grads[f"W{i}"], grads[f"b{i}"] = layer.dW, layer.db
        return grads


class TwoLayerNet(Net):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        super().__init__([input_size, hidden_size, output_size], weight_init_std)
