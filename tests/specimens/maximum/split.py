# expect: wrong
# misconception: add-splits-gradient
# why: half to each input
x = 4
y = -3

f = max(x, y)
dfdx = 0.5
dfdy = 0.5
