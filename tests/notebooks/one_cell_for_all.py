# assignment: ps1
# why: four questions in one cell
# right: product, addition, maximum, chain_rule

# %%
x = 4
y = -3
f = x * y
dfdx = y
dfdy = x
print(dfdx)
f = x + y
dfdx = 1.0
dfdy = 1.0
f = max(x, y)
dfdx = 1.0 if x > y else 0.0
dfdy = 1.0 if y > x else 0.0
x = -2; y = 5; z = -4
q = x + y
f = q * z
dfdz = q
dfdq = z
dfdx = 1.0 * dfdq
dfdy = 1.0 * dfdq
