# %%
import numpy as np

# %% jacobian
x = np.array([1.0, 2.0, 3.0])
# y = (x0 * x1, x1 * x2): its Jacobian, of shape (2, 3)
J = np.array([[x[1], x[0], 0], [0, x[2], x[1]]])

# %% momentum
def momentum_step(w, dw, v, lr, mu):
    """Return the next w and v: v moves by mu * v - lr * dw, w by the next v."""
    next_v = mu * v - lr * dw
    return w + next_v, next_v

# %% which_rule
# Which rule is backpropagation: "product rule", "chain rule" or "quotient rule"?
answer = "chain rule"
