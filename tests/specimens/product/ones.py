# expect: wrong
# misconception: upstream-only
# why: the gradients of a sum
x = 4
y = -3

f = x * y
dfdx = 1
dfdy = 1
