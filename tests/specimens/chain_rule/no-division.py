# expect: wrong
# misconception: diff-no-division
# why: differences that are never divided
x = -2
y = 5
z = -4


def forward(x, y, z):
    return (x + y) * z


h = 1e-3
q = x + y
f = forward(x, y, z)
dfdq = (q + h) * z - (q - h) * z
dfdz = forward(x, y, z + h) - forward(x, y, z - h)
dfdx = forward(x + h, y, z) - forward(x - h, y, z)
dfdy = forward(x, y + h, z) - forward(x, y - h, z)
