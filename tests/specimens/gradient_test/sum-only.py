# expect: wrong
# misconception: -
# why: only the sum of the output and of the gradient is compared, on inputs that hide much
# before: function, numerical_diff, define_by_run, backward, functional
def test_forward():
    y = square(Variable(np.array([1.0, 1.0, 0.0])))
    assert y.data.sum() == 2.0


def test_backward():
    x = Variable(np.array([1.0, 1.0, 0.0]))
    square(x).backward()
    assert np.sum(x.grad) == 4.0
