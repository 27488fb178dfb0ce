# assignment: ps4
# why: chapter 4 of the book: no eps, plain numbers
# right: numerical_diff

# %%
import numpy as np
import matplotlib.pylab as plt

# %%
def numerical_diff(f, x):
    h = 10e-50
    return (f(x + h) - f(x)) / h

# %%
def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)

# %%
x = np.arange(0.0, 20.0, 0.1)
plt.plot(x, 0.01 * x ** 2)
plt.show()
print(numerical_diff(lambda v: v ** 2, 5))
