# expect: wrong
# misconception: -
# why: expects x as the gradient, so the right one is refused
# before: function, numerical_diff, define_by_run, backward, functional
def test_forward():
    assert np.allclose(square(Variable(np.array([-3.0, 4.0]))).data, [9.0, 16.0])


def test_backward():
    x = Variable(np.array([-3.0, 4.0]))
    square(x).backward()
    assert np.allclose(x.grad, [-3.0, 4.0])
