# expect: wrong
# misconception: -
# why: y as the winner is never written: f and the gradients stay as they were
x = 4
y = -3
f = x
dfdx = 1
dfdy = 0
if y > x:
    f = y
    dfdy = 1
