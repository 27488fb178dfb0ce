# expect: wrong
# misconception: max-passes-both
# why: both inputs get the gradient
x = 4
y = -3

f = max(x, y)
dfdx = 1
dfdy = 1
