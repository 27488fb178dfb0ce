# expect: wrong
# misconception: partial-gradient-zero
# why: y treated as a constant
x = 4
y = -3

f = x + y
dfdx = 1
dfdy = 0
