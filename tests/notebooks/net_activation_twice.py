# assignment: ps3
# why: a second activation before softmax, and no gradient
# wrong: two_layer_net
# told: two_layer_net activation-before-softmax
# supplied: cross_entropy_error, softmax

# %%
import numpy as np
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params['W1'] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params['b1'] = np.zeros(hidden_size)
        self.params['W2'] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params['b2'] = np.zeros(output_size)
    def predict(self, x):
        W1, W2 = self.params['W1'], self.params['W2']
        b1, b2 = self.params['b1'], self.params['b2']
        a1 = np.dot(x, W1) + b1
        z1 = np.maximum(0, a1)
        a2 = np.dot(z1, W2) + b2
        z2 = np.maximum(0, a2)
        y = softmax(z2)
        return y
    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)
