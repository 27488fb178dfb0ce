# expect: wrong
# misconception: missing-variable
# why: misspelt names leave the gradients of the product behind
# before: product
x = 4
y = -3

f = x + y
dfDx = 1
dfDy = 1
