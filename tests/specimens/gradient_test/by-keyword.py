# expect: right
# why: calls the methods by the names of their parameters
# before: function, numerical_diff, define_by_run, backward, functional
def test_by_keyword():
    f = Square()
    y = f(Variable(np.array([-2.0, 0.5])))
    assert np.allclose(f.forward(x=np.array([-2.0, 0.5])), [4.0, 0.25])
    assert np.allclose(f.backward(gy=np.array([3.0, -1.0])), [-12.0, -1.0])
    assert np.allclose(square(x=Variable(np.array(-1.5))).data, 2.25)
