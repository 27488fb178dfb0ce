# expect: wrong
# misconception: input-typo
# why: y copied without its sign
x = 4
y = 3

f = x * y
dfdx = y
dfdy = x
