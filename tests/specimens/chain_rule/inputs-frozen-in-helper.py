# expect: wrong
# misconception: hard-coded-answer
# why: the helper has the numbers inside, so the gradients do not follow
x = -2
y = 5
z = -4


q = x + y
f = q * z


def grads(x=-2, y=5, z=-4):
    return z, x + y, z, z


dfdq, dfdz, dfdx, dfdy = grads()
