# expect: right
# why: a local gradient function and an upstream gradient
x, y = 4, -3
add = lambda a, b: a + b
f = add(x, y)
upstream = 1
dfdx, dfdy = [upstream * local for local in (1, 1)]
