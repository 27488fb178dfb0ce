# expect: wrong
# misconception: missing-variable
# why: misspelt names leave the gradients of the sum behind
# before: product, addition
x = 4
y = -3

f = max(x, y)
dfdX = 1 if x > y else 0
dfdY = 1 if y > x else 0
