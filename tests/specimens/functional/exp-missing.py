# expect: wrong
# misconception: -
# why: only square was written
# before: function, define_by_run, backward
def square(x):
    return Square()(x)
