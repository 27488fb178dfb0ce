# %%
import numpy as np

# %% quiz
answer = "b"
letters = ["a", "c"]
count = 3

# %% again
answer = "chain rule"
