# expect: right
# why: a helper draws inputs and both gradients are compared through a function that differs per output
# before: function, numerical_diff, define_by_run, backward, functional
def random_pair(shape=(7,)):
    return np.random.normal(0, 3, shape), np.random.normal(0, 1, shape)


def gradient_of(f, data, upstream):
    x = Variable(data)
    y = f(x)
    y.grad = upstream
    y.backward()
    return x.grad


def test_forward():
    data, _ = random_pair()
    before = data.copy()
    y = square(Variable(data))
    assert isinstance(y, Variable)
    assert y.data.shape == (7,)
    for got, value in zip(y.data, before):
        assert abs(got - value * value) < 1e-9
    assert square(Variable(np.array(-1.25))).data == 1.5625


def test_backward():
    for _ in range(3):
        data, upstream = random_pair()
        got = gradient_of(square, data, upstream)
        assert np.shape(got) == (7,)
        for g, value, up in zip(got, data, upstream):
            assert abs(g - 2 * value * up) < 1e-9


def test_gradient_check():
    data, upstream = random_pair()
    got = gradient_of(square, data, upstream)
    assert np.allclose(got, upstream * numerical_diff(square, Variable(data)), atol=1e-6)
