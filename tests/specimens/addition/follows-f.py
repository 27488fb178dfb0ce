# expect: wrong
# misconception: -
# why: takes f for the gradient: equal to 1 by accident at the given inputs
x = 4
y = -3

f = x + y
dfdx = f
dfdy = f
