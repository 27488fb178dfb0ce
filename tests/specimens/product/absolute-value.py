# expect: wrong
# misconception: abs-applied
# why: the sign of y is lost in dfdx only
x = 4
y = -3

f = x * y
dfdx = abs(y)
dfdy = x
