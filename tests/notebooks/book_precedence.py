# assignment: ps4
# why: divided by 2, multiplied by h
# wrong: numerical_diff

# %%
def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x - h)) / 2 * h
