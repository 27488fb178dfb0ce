# assignment: ps3
# why: CS231n: the loss and a dictionary of gradients are returned together, of class numbers; scores where there are none
# right: two_layer_net

# %%
import numpy as np


class TwoLayerNet(object):
    def __init__(self, input_size, hidden_size, output_size, std=1e-4):
        self.params = {
            "W1": std * np.random.randn(input_size, hidden_size), "b1": np.zeros(hidden_size),
            "W2": std * np.random.randn(hidden_size, output_size), "b2": np.zeros(output_size),
        }

    def loss(self, X, y=None, reg=0.0):
        W1, W2 = self.params["W1"], self.params["W2"]
        hidden = np.maximum(0, X @ W1 + self.params["b1"])
        scores = hidden @ W2 + self.params["b2"]
        if y is None:
            return scores
        rows = np.arange(len(X))
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        loss = -np.log(p[rows, y]).mean() + reg * (np.sum(W1 ** 2) + np.sum(W2 ** 2))
        p[rows, y] -= 1
        p /= len(X)
        dhidden = (p @ W2.T) * (hidden > 0)
        grads = {"W2": hidden.T @ p + 2 * reg * W2, "b2": p.sum(axis=0)}
        grads["W1"], grads["b1"] = X.T @ dhidden + 2 * reg * W1, dhidden.sum(axis=0)
        return loss, grads

    def predict(self, X):
        return np.argmax(self.loss(X), axis=1)
