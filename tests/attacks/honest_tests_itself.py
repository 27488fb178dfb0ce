# expect: full marks
# why: tests itself with asserts, doctest, unittest and numpy's own tools
import doctest
import io
import unittest


def twice(x):
    """Double.

    >>> twice(2)
    4
    """
    return 2 * x


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]


class TestGate(unittest.TestCase):
    def test_forward(self):
        self.assertEqual(MultiplyGate().forward(2, 3), 6)

    def test_wrong_on_purpose(self):
        self.assertEqual(MultiplyGate().forward(2, 3), 7)


unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(TestGate))
doctest.run_docstring_examples(twice, globals())
gate = MultiplyGate()
np.testing.assert_allclose(gate.forward(np.ones(3), np.full(3, 2.0)), 2)
if __name__ == "__main__":
    print("all is well", gate.backward(1.0))
