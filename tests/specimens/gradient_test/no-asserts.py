# expect: wrong
# misconception: -
# why: everything is run and nothing is asserted
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        y = square(Variable(np.array(3.0)))
        y.data == 9.0

    def test_backward(self):
        x = Variable(np.array(3.0))
        square(x).backward()
        x.grad == 6.0

    def test_gradient_check(self):
        x = Variable(np.random.randn(5))
        y = square(x)
        y.backward()
        np.allclose(x.grad, numerical_diff(square, x))
