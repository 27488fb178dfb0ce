# assignment: ps3
# why: the network's name goes on after ours, and a test beside it begins so, too
# right: two_layer_net

# %%
import numpy as np
from collections import OrderedDict
from layers import Affine, Relu, SoftmaxWithLoss


class TwoLayerNetByBackprop:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        std = weight_init_std
        self.params = {'W1': std * np.random.randn(input_size, hidden_size), 'b1': np.zeros(hidden_size),
                       'W2': std * np.random.randn(hidden_size, output_size), 'b2': np.zeros(output_size)}
        self.layers = OrderedDict()
        self.layers['Affine1'] = Affine(self.params['W1'], self.params['b1'])
        self.layers['Relu1'] = Relu()
        self.layers['Affine2'] = Affine(self.params['W2'], self.params['b2'])
        self.last = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.last.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last.backward(1)
        for layer in reversed(self.layers.values()):
            dout = layer.backward(dout)
        first, second = self.layers['Affine1'], self.layers['Affine2']
        return {'W1': first.dW, 'b1': first.db, 'W2': second.dW, 'b2': second.db}

# %%
class TwoLayerNetByBackpropTest:
    def test_loss(self):
        assert TwoLayerNetByBackprop(2, 3, 2).loss(np.ones((1, 2)), np.eye(2)[:1]) > 0
