# expect: wrong
# misconception: input-typo
# why: x copied as 3
x = 3
y = -3

f = max(x, y)
dfdx = 1 if x > y else 0
dfdy = 1 if y > x else 0
