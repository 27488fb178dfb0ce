# expect: wrong
# misconception: -
# why: no name begins with test, so nothing is run
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def check_forward(self):
        self.assertEqual(square(Variable(np.array(-3.0))).data, 9.0)

    def check_backward(self):
        x = Variable(np.array([3.0, -4.0]))
        y = square(x)
        y.grad = np.array([2.0, 0.5])
        y.backward()
        self.assertTrue(np.allclose(x.grad, [12.0, -4.0]))
