# assignment: ps1
# why: a chain worked over many cells, with prints and an aside
# right: chain_rule

# %%
x = -2

# %%
y = 5
z = -4

# %%
# forward pass
q = x + y

# %%
f = q * z
print(f)

# %%
a = 17
b = a + 1

# %%
dfdz = q
dfdq = z

# %%
dfdx = 1.0 * dfdq

# %%
dfdy = 1.0 * dfdq
