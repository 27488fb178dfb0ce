# expect: wrong
# misconception: -
# why: works on a copy of the variable, so the gradient never reaches x
# before: function, define_by_run, backward
def square(x):
    return Square()(Variable(x.data))


def exp(x):
    return Exp()(Variable(x.data))
