# expect: wrong
# misconception: forward-wrong-op
# why: f is the difference
x = 4
y = -3

f = x - y
dfdx = 1
dfdy = 1
