# expect: wrong
# misconception: -
# why: zero is the one input that tells least
# before: function, numerical_diff, define_by_run, backward, functional
def test_forward():
    assert square(Variable(np.array(0.0))).data == 0.0


def test_backward():
    x = Variable(np.array(0.0))
    square(x).backward()
    assert x.grad == 0.0
