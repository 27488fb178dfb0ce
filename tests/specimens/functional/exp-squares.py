# expect: wrong
# misconception: forward-wrong-op
# why: exp was copied from square
# before: function, define_by_run, backward
def square(x):
    return Square()(x)


def exp(x):
    return Square()(x)
