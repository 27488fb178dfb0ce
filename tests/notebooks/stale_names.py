# assignment: ps1
# why: a misspelt name leaves the number of an earlier question standing
# right: product
# wrong: chain_rule

# %%
x = 4
y = -3
f = x * y
dfdx = y
dfdy = x

# %%
x = -2; y = 5; z = -4
q = x + y
f = q * z
dfdz = q
dfdq = z
dfdX = 1.0 * dfdq
dfdy = 1.0 * dfdq
