# assignment: ps3
# why: layers that draw their own weights, with a bias of one row and a dictionary of gradients; a call for forward
# right: affine, relu

# %%
import numpy as np
from .base import Layer, Optimizable

# %%
class Linear:
    def __init__(self, in_dim, out_dim, initialize_method=np.random.normal, weight_decay=False):
        self.W = initialize_method(size=(in_dim, out_dim))
        self.b = initialize_method(size=(1, out_dim))
        self.grads = {'W': None, 'b': None}
        self.params = {'W': self.W, 'b': self.b}
        self.input = None

    def __call__(self, X):
        return self.forward(X)

    def forward(self, X):
        self.input = X
        return X @ self.params['W'] + self.params['b']

    def backward(self, grad):
        self.grads['W'] = self.input.T @ grad
        self.grads['b'] = np.sum(grad, axis=0, keepdims=True)
        return grad @ self.W.T

# %%
class ReLU:
    def __call__(self, X):
        self.positive = X > 0
        return X * self.positive

    def backward(self, grad):
        return grad * self.positive
