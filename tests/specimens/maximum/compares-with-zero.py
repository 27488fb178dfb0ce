# expect: wrong
# misconception: max-compares-with-zero
# why: tests the sign of each input
x = 4
y = -3

f = max(x, y)
dfdx = 1 if x > 0 else 0
dfdy = 1 if y > 0 else 0
