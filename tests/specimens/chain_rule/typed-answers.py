# expect: wrong
# misconception: hard-coded-answer
# why: all gradients typed
x = -2
y = 5
z = -4

q = x + y
f = q * z
dfdq = -4
dfdz = 3
dfdx = -4
dfdy = -4
