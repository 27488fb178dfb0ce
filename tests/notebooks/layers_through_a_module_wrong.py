# assignment: ps3
# why: layers through a module, and a walk back that begins at the wrong end
# wrong: two_layer_net

# %%
import numpy as np
import layers
from losses import SoftmaxLossLayer as Loss
from collections import OrderedDict

# %%
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            'W1': weight_init_std * np.random.randn(input_size, hidden_size),
            'b1': np.zeros(hidden_size),
            'W2': weight_init_std * np.random.randn(hidden_size, output_size),
            'b2': np.zeros(output_size),
        }
        self.layers = OrderedDict()
        self.layers['Affine1'] = layers.AffineLayer(self.params['W1'], self.params['b1'])
        self.layers['Relu1'] = layers.ReLU()
        self.layers['Affine2'] = layers.AffineLayer(self.params['W2'], self.params['b2'])
        self.lastLayer = Loss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        return self.lastLayer.forward(self.predict(x), t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.lastLayer.backward(1)
        for layer in list(self.layers.values()):
            dout = layer.backward(dout)
        return {
            'W1': self.layers['Affine1'].dW, 'b1': self.layers['Affine1'].db,
            'W2': self.layers['Affine2'].dW, 'b2': self.layers['Affine2'].db,
        }
