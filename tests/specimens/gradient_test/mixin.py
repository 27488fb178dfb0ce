# expect: right
# why: several TestCases over a mixin with subtests
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class GradientChecks:
    function = None
    points = ()

    def value(self, x):
        raise NotImplementedError

    def slope(self, x):
        raise NotImplementedError

    def run_both(self, data, upstream=None):
        x = Variable(np.array(data, dtype=float))
        y = type(self).function(x)
        if upstream is not None:
            y.grad = np.array(upstream, dtype=float)
        y.backward()
        return x, y

    def test_values(self):
        for point in self.points:
            with self.subTest(point=point):
                x, y = self.run_both(point)
                self.assertTrue(np.allclose(y.data, self.value(x.data)))

    def test_slopes(self):
        for point in self.points:
            for upstream in (1.0, -0.7, 3.0):
                with self.subTest(point=point, upstream=upstream):
                    x, y = self.run_both(point, upstream * np.ones(np.shape(point)))
                    self.assertTrue(np.allclose(x.grad, self.slope(x.data) * upstream))

    def test_numerically(self):
        x, _ = self.run_both(np.random.randn(6))
        self.assertTrue(np.allclose(x.grad, numerical_diff(type(self).function, x), atol=1e-6))


class SquareTest(GradientChecks, unittest.TestCase):
    function = staticmethod(lambda v: square(v))
    points = (-2.5, 0.0, 0.3, 4.0, [1.0, -2.0, 3.0], [[0.5, -0.5], [10.0, -10.0]])

    def value(self, x):
        return x * x

    def slope(self, x):
        return x + x


class FourthPowerTest(GradientChecks, unittest.TestCase):
    function = staticmethod(lambda v: square(square(v)))
    points = (-1.5, 2.0, [0.5, -1.0])

    def value(self, x):
        return x ** 4

    def slope(self, x):
        return 4 * x ** 3
