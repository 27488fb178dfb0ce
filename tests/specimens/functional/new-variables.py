# expect: wrong
# misconception: as-array-missing
# why: numpy gives a number, which Variable refuses
# before: variable function define_by_run backward
def square(x):
    return Variable(x.data**2)


def exp(x):
    return Variable(np.exp(x.data))
