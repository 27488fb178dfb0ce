# expect: wrong
# misconception: returns-none
# why: exp lacks its return
# before: function, define_by_run, backward
def square(x):
    f = Square()
    return f(x)


def exp(x):
    f = Exp()
    f(x)
