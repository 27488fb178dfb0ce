# expect: wrong
# misconception: -
# why: demands that two floats agree exactly, which the right one does not
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        self.assertEqual(square(Variable(np.array(-3.0))).data, 9.0)

    def test_gradient_check(self):
        x = Variable(np.array([0.1, -0.7, 1.3]))
        y = square(x)
        y.grad = np.array([1.0, 2.0, 3.0])
        y.backward()
        self.assertTrue(np.array_equal(x.grad, numerical_diff(square, x) * y.grad))
