# expect: wrong
# misconception: -
# why: assert True
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        y = square(Variable(np.array(2.0)))
        self.assertTrue(True)

    def test_backward(self):
        x = Variable(np.array(3.0))
        square(x).backward()
        assert True
