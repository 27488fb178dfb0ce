# expect: wrong
# misconception: forward-wrong-op
# why: f is the smaller one
x = 4
y = -3

f = min(x, y)
dfdx = 1 if x > y else 0
dfdy = 1 if y > x else 0
