# expect: wrong
# misconception: forward-wrong-op
# why: the two are exchanged
# before: function, define_by_run, backward
def square(x):
    return Exp()(x)


def exp(x):
    return Square()(x)
