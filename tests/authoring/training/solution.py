# %%
import numpy as np

X = np.linspace(-1, 1, 20)
Y = 3 * X - 0.5


def mean_loss(w, b):
    return float(np.mean((w * X + b - Y) ** 2))

# %% training
w, b = 0.0, 0.0
for _ in range(400):
    d = 2 * (w * X + b - Y) / len(X)
    w, b = w - 0.1 * (d @ X), b - 0.1 * d.sum()
loss = mean_loss(w, b)
accuracy = np.mean(np.sign(w * X + b) == np.sign(Y))
