# expect: no points
# why: every cell kills its process, so that each costs another child
import os

# %%
os._exit(1)
# %%
os.abort()
# %%
os._exit(2)
# %%
import ctypes
ctypes.string_at(0)
# %%
os._exit(3)
# %%
os._exit(4)
# %%
os._exit(5)
# %%
class MultiplyGate:
    def forward(self, x, y):
        os._exit(0)

    def backward(self, dz):
        os._exit(0)
