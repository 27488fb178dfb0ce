# expect: wrong
# misconception: inverse-operation
# why: divides by the other input instead of multiplying
x = 4
y = -3

f = x * y
dfdx = 1 / y
dfdy = 1 / x
