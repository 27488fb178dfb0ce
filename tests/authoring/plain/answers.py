# %% right: another formula 1, in jacobian
x = np.array([1.0, 2.0, 3.0])
J = np.zeros((2, 3))
J[0, 0] = x[1]
J[0, 1] = x[0]
J[1, 1] = x[2]
J[1, 2] = x[1]

# %% wrong: typed, in jacobian
x = np.array([1.0, 2.0, 3.0])
# y = (x0 * x1, x1 * x2): its Jacobian, of shape (2, 3)
J = np.array([[2.0, 1.0, 0], [0, 3.0, 2.0]])

# %% wrong: transposed, in jacobian
x = np.array([1.0, 2.0, 3.0])
# y = (x0 * x1, x1 * x2): its Jacobian, of shape (2, 3)
J = np.array([[x[1], x[0], 0], [0, x[2], x[1]]]).T

# %% wrong: wrong, in jacobian
x = np.array([1.0, 2.0, 3.0])
# y = (x0 * x1, x1 * x2): its Jacobian, of shape (2, 3)
J = np.array([[x[1], x[0], 0], [0, x[1], x[2]]])

# %% right: another formula 1, in momentum
def momentum_step(w, dw, v, lr, mu):
    v = v * mu
    v = v - np.multiply(lr, dw)
    w = w.copy()
    w += v
    return w, v

# %% wrong: plus, in momentum
def momentum_step(w, dw, v, lr, mu):
    """Return the next w and v: v moves by mu * v + lr * dw, w by the next v."""
    next_v = mu * v + lr * dw
    return w + next_v, next_v

# %% wrong: old v, in momentum
def momentum_step(w, dw, v, lr, mu):
    """Return the next w and v: v moves by mu * v - lr * dw, w by the next v."""
    next_v = mu * v - lr * dw
    return w + v, next_v

# %% wrong: no mu, in momentum
def momentum_step(w, dw, v, lr, mu):
    """Return the next w and v: v moves by v - lr * dw, w by the next v."""
    next_v = v - lr * dw
    return w + next_v, next_v

# %% right: another formula 1, in which_rule
answer = "Chain Rule"

# %% right: another formula 2, in which_rule
answer = ' chain rule '

# %% wrong: other, in which_rule
# Which rule is backpropagation: "product rule", "product rule" or "quotient rule"?
answer = "product rule"

# %% wrong: list, in which_rule
# Which rule is backpropagation: "product rule", ["chain rule", "product rule"] or "quotient rule"?
answer = ["chain rule", "product rule"]
