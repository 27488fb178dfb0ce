# expect: wrong
# misconception: sign-flipped
# why: dfdy has the sign of y
x = 4
y = -3

f = x + y
dfdx = 1
dfdy = -1
