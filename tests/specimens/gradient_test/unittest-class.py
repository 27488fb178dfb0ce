# expect: right
# why: one TestCase: known values, an upstream gradient, random inputs, a chain
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        for value in (-3.0, -0.5, 0.0, 2.0, 7.0):
            y = square(Variable(np.array(value)))
            self.assertAlmostEqual(float(y.data), value * value)

    def test_backward(self):
        for value, upstream in ((3.0, 1.0), (-4.0, 0.5), (0.0, 2.0), (1.5, -3.0)):
            x = Variable(np.array(value))
            y = square(x)
            y.grad = np.array(upstream)
            y.backward()
            self.assertAlmostEqual(float(x.grad), 2 * value * upstream)

    def test_backward_array(self):
        x = Variable(np.array([1.0, -2.0, 5.0]))
        square(x).backward()
        self.assertEqual(np.shape(x.grad), (3,))
        self.assertTrue(np.array_equal(x.grad, [2.0, -4.0, 10.0]))

    def test_gradient_check(self):
        x = Variable(np.random.randn(20))
        y = square(x)
        y.backward()
        self.assertTrue(np.allclose(y.data, x.data ** 2))
        self.assertTrue(np.allclose(x.grad, numerical_diff(square, x)))

    def test_chain(self):
        x = Variable(np.array([0.5, -1.5]))
        square(square(x)).backward()
        self.assertTrue(np.allclose(x.grad, 4 * x.data ** 3))
