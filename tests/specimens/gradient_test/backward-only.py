# expect: wrong
# misconception: -
# why: the value is never tested
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_backward(self):
        data = np.random.randn(50)
        x = Variable(data)
        y = square(x)
        y.grad = np.arange(50.0)
        y.backward()
        self.assertTrue(np.allclose(x.grad, 2 * data * np.arange(50.0)))
