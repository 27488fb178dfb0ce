# expect: wrong
# misconception: function-not-called
# why: Square(x) instead of Square()(x)
# before: function, define_by_run, backward
def square(x):
    return Square(x)


def exp(x):
    return Exp(x)
