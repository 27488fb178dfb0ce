# expect: wrong
# misconception: mul-not-swapped
# why: each gradient is the own input
x = 4
y = -3

f = x * y
dfdx = x
dfdy = y
