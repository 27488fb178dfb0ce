# expect: wrong
# misconception: variable-not-unwrapped
# why: hands the array to the function, which wants a variable
# before: function, define_by_run, backward
def square(x):
    return Square()(x.data)


def exp(x):
    return Exp()(x.data)
