# expect: wrong
# misconception: calls-itself
# why: exp calls itself
# before: function, define_by_run, backward
def square(x):
    f = Square()
    return f(x)

def exp(x):
    return exp(x)
