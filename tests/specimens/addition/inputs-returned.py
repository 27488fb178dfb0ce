# expect: wrong
# misconception: returns-inputs
# why: the gradients are the inputs
x = 4
y = -3

f = x + y
dfdx = x
dfdy = y
