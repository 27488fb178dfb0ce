# expect: wrong
# misconception: missing-variable
# why: xpysq for xpysqr, and f is printed
x = 3
y = -4

# forward pass
sigy = 1.0 / (1 + np.exp(-y))
num = x + sigy
sigx = 1.0 / (1 + np.exp(-x))
xpy = x + y
xpysq = xpy**2
den = sigx + xpysq
invden = 1.0 / den
f = num * invden

# backprop f = num * invden
dnum = invden
dinvden = num
# backprop invden = 1.0 / den
dden = (-1.0 / (den**2)) * dinvden
# backprop den = sigx + xpysq
dsigx = (1) * dden
dxpysq = (1) * dden
# backprop xpysq = xpy**2
dxpy = (2 * xpy) * dxpysq
# backprop xpy = x + y
dx = (1) * dxpy
dy = (1) * dxpy
# backprop sigx
dx += ((1 - sigx) * sigx) * dsigx
# backprop num = x + sigy
dx += (1) * dnum
dsigy = (1) * dnum
# backprop sigy
dy += ((1 - sigy) * sigy) * dsigy
print(f)
