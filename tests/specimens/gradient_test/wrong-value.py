# expect: wrong
# misconception: -
# why: expects 8 for the square of 4, so the right one is refused
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        self.assertEqual(square(Variable(np.array(4.0))).data, 8.0)

    def test_backward(self):
        x = Variable(np.array([3.0, -1.0]))
        y = square(x)
        y.grad = np.array([2.0, 5.0])
        y.backward()
        self.assertTrue(np.allclose(x.grad, [12.0, -10.0]))
