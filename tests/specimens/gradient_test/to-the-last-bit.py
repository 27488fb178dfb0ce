# expect: right
# why: demands x * x and 2 * x * gy to the last bit, which right ones of every style give
# before: function, numerical_diff, define_by_run, backward, functional
def test_forward():
    data = np.random.randn(200) * 3
    assert np.array_equal(square(Variable(data)).data, data * data)
    assert square(Variable(np.array(-1.7))).data == -1.7 * -1.7


def test_backward():
    data, upstream = np.random.randn(200), np.random.randn(200)
    x = Variable(data)
    y = square(x)
    y.grad = upstream
    y.backward()
    assert np.array_equal(x.grad, 2 * data * upstream)
