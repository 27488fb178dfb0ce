# expect: wrong
# misconception: -
# why: at x = 2 the square and the double are the same
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        self.assertEqual(square(Variable(np.array(2.0))).data, 4.0)

    def test_backward(self):
        x = Variable(np.array(2.0))
        square(x).backward()
        self.assertEqual(x.grad, 4.0)
