# expect: wrong
# misconception: mul-output-as-local
# why: both gradients are the product itself
x = 4
y = -3

f = x * y
dfdx = f
dfdy = f
