# expect: wrong
# misconception: name-typo
# why: Varable for Variable: the right one is refused
# before: function, numerical_diff, define_by_run, backward, functional
import unittest


class SquareTest(unittest.TestCase):
    def test_forward(self):
        x = Varable(np.array(3.0))
        self.assertEqual(square(x).data, 9.0)
