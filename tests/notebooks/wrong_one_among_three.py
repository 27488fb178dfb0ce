# assignment: ps1
# why: a wrong one does not borrow the answers of its neighbours
# right: product, maximum
# wrong: addition

# %%
x = 4
y = -3

# %%
f = x * y
dfdx = y
dfdy = x

# %%
f = x + y
dfdx = y
dfdy = x

# %%
f = max(x, y)
dfdx = 1.0 if x > y else 0.0
dfdy = 1.0 if y > x else 0.0
