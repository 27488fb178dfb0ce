# expect: wrong
# misconception: -
# why: the gradient check alone: a wrong function with its own right gradient slips through
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_gradient_check(self):
        x = Variable(np.random.randn(10))
        y = square(x)
        y.backward()
        self.assertTrue(np.allclose(x.grad, numerical_diff(square, x), atol=1e-6))
