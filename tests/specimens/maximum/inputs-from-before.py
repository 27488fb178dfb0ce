# expect: right
# why: x and y are set once, in the cell of the product
# before: product
f = max([x, y])
dfdx = float(f == x)
dfdy = float(f == y)
