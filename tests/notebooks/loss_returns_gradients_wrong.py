# assignment: ps3
# why: the loss and its gradients in one, with the ReLU forgotten on the way back
# wrong: two_layer_net

# %%
import numpy as np


class TwoLayerNet(object):
    def __init__(self, input_size, hidden_size, output_size, std=1e-4):
        self.params = {
            "W1": std * np.random.randn(input_size, hidden_size), "b1": np.zeros(hidden_size),
            "W2": std * np.random.randn(hidden_size, output_size), "b2": np.zeros(output_size),
        }

    def loss(self, X, y=None):
        hidden = np.maximum(0, X @ self.params["W1"] + self.params["b1"])
        scores = hidden @ self.params["W2"] + self.params["b2"]
        if y is None:
            return scores
        rows = np.arange(len(X))
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        loss = -np.log(p[rows, y]).mean()
        p[rows, y] -= 1
        p /= len(X)
        dhidden = p @ self.params["W2"].T
        grads = {"W2": hidden.T @ p, "b2": p.sum(axis=0), "W1": X.T @ dhidden, "b1": dhidden.sum(axis=0)}
        return loss, grads
