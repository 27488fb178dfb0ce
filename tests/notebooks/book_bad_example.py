# assignment: ps4
# why: the bad example of the book alone
# wrong: numerical_diff

# %%
def numerical_diff(f, x):
    h = 10e-50
    return (f(x + h) - f(x)) / h
