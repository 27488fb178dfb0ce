# expect: wrong
# misconception: -
# why: int() throws the fraction away, right only for integers
x = 4
y = -3

f = x * y
dfdx = int(y)
dfdy = x
