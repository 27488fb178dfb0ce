# expect: right
# why: a plain if statement
x = 4
y = -3

if x >= y:
    f = x
    dfdx = 1
    dfdy = 0
else:
    f = y
    dfdx = 0
    dfdy = 1
