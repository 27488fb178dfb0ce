# expect: wrong
# misconception: -
# why: backward is never tested
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        data = np.random.randn(50)
        y = square(Variable(data))
        self.assertTrue(np.allclose(y.data, data ** 2))
