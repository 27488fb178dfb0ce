# expect: wrong
# misconception: -
# why: the outcome is compared with itself
# before: function, numerical_diff, define_by_run, backward, functional
def test_forward():
    x = Variable(np.random.randn(5))
    assert np.allclose(square(x).data, square(x).data)


def test_backward():
    x1 = Variable(np.array([1.0, -2.0]))
    x2 = Variable(np.array([1.0, -2.0]))
    square(x1).backward()
    square(x2).backward()
    assert np.allclose(x1.grad, x2.grad)
