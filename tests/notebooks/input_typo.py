# assignment: ps1
# why: x = -1 for x = -2: the rest is judged at the own inputs
# wrong: chain_rule

# %%
x = -1; y = 5; z = -4
q = x + y
f = q * z
dfdz = q
dfdq = z
dfdx = 1.0 * dfdq
dfdy = 1.0 * dfdq
