# expect: wrong
# misconception: missing-variable
# why: dfdy is never assigned
x = 4
y = -3

f = x + y
dfdx = 1
