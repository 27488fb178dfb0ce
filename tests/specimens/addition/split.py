# expect: wrong
# misconception: add-splits-gradient
# why: half of the gradient to each input
x = 4
y = -3

f = x + y
dfdx = 0.5
dfdy = 1 / 2
