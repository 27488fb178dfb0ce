# expect: wrong
# misconception: -
# why: tests a square of its own instead of the one under test
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


def my_square(x):
    return Variable(x.data ** 2)


class SquareTest(unittest.TestCase):
    def test_forward(self):
        data = np.random.randn(10)
        self.assertTrue(np.allclose(my_square(Variable(data)).data, data * data))
