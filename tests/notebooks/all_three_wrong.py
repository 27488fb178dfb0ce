# assignment: ps1
# why: each wrong in its own way
# wrong: product, addition, maximum

# %%
x = 4
y = -3

# %%
f = x * y
dfdx = x
dfdy = y

# %%
f = x + y
dfdx = x
dfdy = y

# %%
f = max(x, y)
dfdx = 0.0
dfdy = 1.0
