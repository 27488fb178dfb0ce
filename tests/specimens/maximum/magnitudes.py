# expect: wrong
# misconception: -
# why: compares absolute values: right while the larger one is also larger in size
x = 4
y = -3

f = max(x, y)
dfdx = 1 if abs(x) > abs(y) else 0
dfdy = 1 if abs(y) > abs(x) else 0
