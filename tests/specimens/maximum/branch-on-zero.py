# expect: wrong
# misconception: max-compares-with-zero
# why: typed numbers in two branches, chosen by another comparison: they are not the same everywhere
x = 4
y = -3
f = max(x, y)
if x > 0:
    dfdx, dfdy = 1, 0
else:
    dfdx, dfdy = 0, 1
