# expect: wrong
# misconception: add-as-mul
# why: the gradients of a product
x = 4
y = -3

f = x + y
dfdx = y
dfdy = x
