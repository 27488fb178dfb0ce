# expect: right
# why: plain functions with assert
# before: function, numerical_diff, define_by_run, backward, functional
def test_forward():
    data = np.linspace(-5, 5, 21)
    assert np.allclose(square(Variable(data)).data, data * data)


def test_forward_number():
    assert square(Variable(np.array(-6.0))).data == 36.0


def test_backward():
    x = Variable(np.linspace(-5, 5, 21))
    y = square(x)
    y.grad = np.linspace(3, -1, 21)
    y.backward()
    assert np.allclose(x.grad, 2 * x.data * y.grad)


def test_gradient_check():
    # 중앙 차분과 비교
    for _ in range(5):
        x = Variable(np.random.uniform(-3, 3, (4,)))
        y = square(square(x))
        y.backward()
        expected = numerical_diff(lambda v: square(square(v)), x)
        assert np.allclose(x.grad, expected, atol=1e-5)
