# expect: wrong
# misconception: -
# why: dfdx is right only when y is negative
x = 4
y = -3

f = x * y
dfdx = -np.abs(y)
dfdy = x
