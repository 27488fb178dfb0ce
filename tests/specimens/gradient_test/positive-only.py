# expect: wrong
# misconception: -
# why: positive inputs and an upstream gradient of 1
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        x = np.random.rand(10) + 0.5
        self.assertTrue(np.allclose(square(Variable(x)).data, x * x))

    def test_backward(self):
        x = Variable(np.random.rand(10) + 0.5)
        square(x).backward()
        self.assertTrue(np.allclose(x.grad, 2 * x.data))
