# assignment: ps1
# why: right numbers typed in do not follow the inputs
# wrong: chain_rule

# %%
x = -2; y = 5; z = -4

# %%
q = 3
f = -12
dfdq = -4
dfdz = 3
dfdx = -4
dfdy = -4
