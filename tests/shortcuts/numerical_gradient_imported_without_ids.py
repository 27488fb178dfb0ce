# assignment: ps3
# why: the same in a notebook without ids
# earns: 2

# %%
import numpy as np
from common.gradient import numerical_gradient
from common.functions import *


# %%
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        hidden = np.maximum(x @ self.params["W1"] + self.params["b1"], 0)
        return hidden @ self.params["W2"] + self.params["b2"]

    def loss(self, x, t):
        x = self.predict(x)
        x = x - x.max(axis=1, keepdims=True)
        return -np.sum(t * (x - np.log(np.exp(x).sum(axis=1, keepdims=True)))) / len(x)

    def gradient(self, x, t):
        f = lambda _: self.loss(x, t)
        return {name: numerical_gradient(f, value) for name, value in self.params.items()}
