# expect: right
# why: gradients start at zero and are added to, a loop over the terms of the sum
x = -2
y = 5
z = -4


q = sum([x, y])
f = q * z
grads = dict.fromkeys("qzxy", 0.0)
grads["q"] += z
grads["z"] += q
for name in ("x", "y"):
    grads[name] += grads["q"] * 1
dfdq, dfdz, dfdx, dfdy = (grads[k] for k in "qzxy")
