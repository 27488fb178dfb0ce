# expect: wrong
# misconception: max-routes-to-loser
# why: the smaller input gets the gradient
x = 4
y = -3

f = max(x, y)
dfdx = 1 if x < y else 0
dfdy = 1 if y < x else 0
