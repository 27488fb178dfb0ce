# expect: wrong
# misconception: sign-flipped
# why: minus one to the winner
x = 4
y = -3

f = max(x, y)
dfdx = -1 if x > y else 0
dfdy = -1 if y > x else 0
