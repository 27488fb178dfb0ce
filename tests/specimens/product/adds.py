# expect: wrong
# misconception: forward-wrong-op
# why: f is the sum
x = 4
y = -3

f = x + y
dfdx = y
dfdy = x
