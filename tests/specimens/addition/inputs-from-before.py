# expect: right
# why: x and y are set once, in the cell of the product
# before: product
f = x + y
dfdx, dfdy = 1, 1
