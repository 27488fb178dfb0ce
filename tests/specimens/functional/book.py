# expect: right
# why: an object for each call
# before: function, define_by_run, backward
def square(x):
    f = Square()
    return f(x)


def exp(x):
    f = Exp()
    return f(x)
