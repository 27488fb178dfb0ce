# expect: wrong
# misconception: -
# why: f is a text
x = 4
y = -3

f = str(x * y)
dfdx = y
dfdy = x
