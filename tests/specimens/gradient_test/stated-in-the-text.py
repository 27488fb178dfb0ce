# expect: right
# why: what the text asks for, and no more: a negative number, an upstream gradient that is not one, random inputs
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        self.assertEqual(square(Variable(np.array(-3.0))).data, 9.0)
        self.assertEqual(square(Variable(np.array(0.5))).data, 0.25)

    def test_backward(self):
        x = Variable(np.array(-3.0))
        y = square(x)
        y.grad = np.array(2.0)
        y.backward()
        self.assertEqual(x.grad, -12.0)

    def test_gradient_check(self):
        x = Variable(np.random.rand(1))
        y = square(x)
        y.backward()
        self.assertTrue(np.allclose(x.grad, numerical_diff(square, x)))
