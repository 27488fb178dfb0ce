# assignment: ps1
# why: the same, in another order, inputs set each time
# right: product, addition, maximum, chain_rule

# %%
x, y = 4, -3
f = max(x, y)
dfdx = 1.0 if x > y else 0.0
dfdy = 1.0 if y > x else 0.0

# %%
x = -2; y = 5; z = -4
q = x + y
f = q * z
dfdz = q
dfdq = z
dfdx = 1.0 * dfdq
dfdy = 1.0 * dfdq

# %%
x = 4; y = -3
f = x * y
dfdx = y
dfdy = x

# %%
x = 4.0
y = -3.0
f = x + y
dfdx = 1.0
dfdy = 1.0
