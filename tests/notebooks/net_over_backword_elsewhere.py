# assignment: ps3
# why: the layers are in a file that was not handed in, and it spells backword and dw throughout
# right: two_layer_net

# %%
import numpy as np
from layer import Affine, Relu, SoftmaxWithLoss


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        std = weight_init_std
        self.params = {'W1': std * np.random.randn(input_size, hidden_size), 'b1': np.zeros(hidden_size),
                       'W2': std * np.random.randn(hidden_size, output_size), 'b2': np.zeros(output_size)}
        self.layers = [Affine(self.params['W1'], self.params['b1']), Relu(),
                       Affine(self.params['W2'], self.params['b2'])]
        self.last = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.last.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last.backword(1)
        for layer in reversed(self.layers):
            dout = layer.backword(dout)
        first, _, second = self.layers
        return {'W1': first.dw, 'b1': first.db, 'W2': second.dw, 'b2': second.db}
