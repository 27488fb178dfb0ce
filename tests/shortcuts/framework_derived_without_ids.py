# assignment: ps4
# why: a framework derived from the one that was not handed in
# earns: 0

# %%
import numpy as np
import dezero
from dezero import *
from dezero import Variable as V, Function as F

# %%
class Variable(V):
    pass

# %%
class Function(F):
    pass

# %%
class Square(dezero.functions.Square):
    pass

# %%
class Exp(Exp):
    pass
