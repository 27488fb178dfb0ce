# assignment: ps1
# why: all values are locals of a function
# wrong: staged_steps
# told: staged_steps missing-variable
# supplied: -

# %%
import math
x = 3
y = -4
def f(x, y):
    sigy = 1.0 / (1 + math.exp(-y))
    num = x + sigy
    sigx = 1.0 / (1 + math.exp(-x))
    xpy = x + y
    xpysqr = xpy ** 2
    den = sigx + xpysqr
    invden = 1.0 / den
    return num * invden
f(x, y)
