# expect: right
# why: product and gradients by loops over a list
x = 4
y = -3
values = [x, y]
f = 1
for v in values:
    f *= v
grads = []
for i in range(2):
    g = 1.0
    for j in range(2):
        if j != i:
            g *= values[j]
    grads.append(g)
dfdx = grads[0]
dfdy = grads[1]
