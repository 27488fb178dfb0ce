# expect: wrong
# misconception: max-multiplies-by-value
# why: the gradient is the winning value
x = 4
y = -3

f = max(x, y)
dfdx = x if x > y else 0
dfdy = y if y > x else 0
