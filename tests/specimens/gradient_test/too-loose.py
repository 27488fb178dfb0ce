# expect: wrong
# misconception: -
# why: a tolerance of 10 lets nearly everything pass
# before: function, numerical_diff, define_by_run, backward, functional
def test_forward():
    x = np.array([-1.0, 0.5, 2.0])
    assert np.allclose(square(Variable(x)).data, x * x, atol=10)


def test_backward():
    x = Variable(np.array([-1.0, 0.5, 2.0]))
    y = square(x)
    y.grad = np.array([1.0, -1.0, 2.0])
    y.backward()
    assert np.allclose(x.grad, 2 * x.data * y.grad, atol=10)
