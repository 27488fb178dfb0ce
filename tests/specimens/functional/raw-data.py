# expect: wrong
# misconception: function-returns-raw-array
# why: returns the array in place of the variable
# before: function, define_by_run, backward
def square(x):
    return Square()(x).data


def exp(x):
    return Exp()(x).data
