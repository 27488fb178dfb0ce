# expect: right
# why: tests the class Square directly, calling backward with a gradient by hand
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def setUp(self):
        self.rng = np.random.default_rng()
        self.f = Square()
        self.x = Variable(self.rng.normal(size=(3, 4)) * 2)
        self.y = self.f(self.x)

    def test_forward(self):
        np.testing.assert_allclose(self.y.data, self.x.data * self.x.data)

    def test_forward_number(self):
        np.testing.assert_allclose(Square()(Variable(np.array(-1.5))).data, 2.25)

    def test_backward(self):
        gy = self.rng.normal(size=(3, 4))
        np.testing.assert_allclose(self.f.backward(gy), 2 * self.x.data * gy)

    def test_gradient_check(self):
        gx = self.f.backward(np.ones((3, 4)))
        np.testing.assert_allclose(gx, numerical_diff(Square(), self.x), rtol=1e-4, atol=1e-6)

    def test_functional(self):
        y = square(self.x)
        y.backward()
        np.testing.assert_allclose(y.data, self.x.data ** 2)
        np.testing.assert_allclose(self.x.grad, 2 * self.x.data)
