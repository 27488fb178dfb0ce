# %% right: capital letters, another order, a set, an array
options = np.array([1, 2, 3])
answer = " B "
letters = {"c", "A"}
count = len(options)

# %% right: tuples and floats
answer = ("b",)
letters = ("c", "a")
count = 3.0

# %% wrong: another letter
answer = "c"
letters = ["a", "c"]
count = 3

# %% wrong: one letter too many
answer = "b"
letters = ["a", "c", "d"]
count = 3

# %% wrong: all of them
answer = ["a", "b", "c", "d"]
letters = ["a", "b", "c", "d"]
count = [1, 2, 3, 4]

# %% wrong: no letter at all
answer = "e"
letters = []
count = None

# %% wrong: a function
answer = print
letters = print
count = print

# %% right: capital letters, in again
answer = "Chain Rule"

# %% wrong: what an earlier cell left, in again
pass
