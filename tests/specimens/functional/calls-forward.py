# expect: wrong
# misconception: creator-not-set
# why: forward is called by hand, so no links are made
# before: function, define_by_run, backward
def square(x):
    f = Square()
    return Variable(as_array(f.forward(x.data)))


def exp(x):
    f = Exp()
    return Variable(as_array(f.forward(x.data)))
