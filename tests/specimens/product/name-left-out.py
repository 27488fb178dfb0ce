# expect: wrong
# misconception: missing-variable
# why: dfdx is called dx
x = 4
y = -3

f = x * y
dx = y
dfdy = x
