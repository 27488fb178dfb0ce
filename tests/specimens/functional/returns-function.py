# expect: wrong
# misconception: function-not-called
# why: the object comes back, uncalled
# before: function, define_by_run, backward
def square(x):
    return Square()


def exp(x):
    return Exp()
