# assignment: ps1
# why: the examples of the lecture notes, one after the other, names used again
# right: sigmoid_neuron, staged_steps, matmul_steps

# %%
import math
w = [2, -3, -3]
x = [-1, -2]
dot = w[0] * x[0] + w[1] * x[1] + w[2]
f = 1.0 / (1 + math.exp(-dot))
ddot = (1 - f) * f
dx = [w[0] * ddot, w[1] * ddot]
dw = [x[0] * ddot, x[1] * ddot, 1.0 * ddot]

# %%
x = 3
y = -4
sigy = 1.0 / (1 + math.exp(-y))
num = x + sigy
sigx = 1.0 / (1 + math.exp(-x))
xpy = x + y
xpysqr = xpy ** 2
den = sigx + xpysqr
invden = 1.0 / den
f = num * invden

# %%
dnum = invden
dinvden = num
dden = (-1.0 / (den ** 2)) * dinvden
dsigx = dden
dxpysqr = dden
dxpy = (2 * xpy) * dxpysqr
dx = dxpy
dy = dxpy
dx += ((1 - sigx) * sigx) * dsigx
dx += dnum
dsigy = dnum
dy += ((1 - sigy) * sigy) * dsigy

# %%
import numpy as np
W = np.random.randn(5, 10)
X = np.random.randn(10, 3)
D = W.dot(X)
dD = np.random.randn(*D.shape)
dW = dD.dot(X.T)
dX = W.T.dot(dD)
