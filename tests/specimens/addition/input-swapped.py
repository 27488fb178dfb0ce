# expect: wrong
# misconception: input-typo
# why: x copied as 3
x = 3
y = -3

f = x + y
dfdx = 1
dfdy = 1
