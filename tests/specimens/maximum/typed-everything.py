# expect: wrong
# misconception: hard-coded-answer
# why: all typed
x = 4
y = -3
f = 4
dfdx = 1
dfdy = 0
