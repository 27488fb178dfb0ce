# expect: wrong
# misconception: creator-not-set
# why: the value is right, but nothing leads back
# before: function, define_by_run, backward
def square(x):
    return Variable(as_array(x.data ** 2))


def exp(x):
    return Variable(as_array(np.exp(x.data)))
