# expect: wrong
# misconception: -
# why: a failing assertion is caught and forgotten
# before: function, numerical_diff, define_by_run, backward, functional
def test_square():
    try:
        x = Variable(np.array([3.0, -4.0]))
        y = square(x)
        assert np.allclose(y.data, [9.0, 16.0])
        y.grad = np.array([2.0, 0.5])
        y.backward()
        assert np.allclose(x.grad, [12.0, -4.0])
    except Exception:
        pass
