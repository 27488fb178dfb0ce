# expect: wrong
# misconception: inheritance-missing
# why: the parent is object
# before: variable function
class Square(object):
    def forward(self, x):
        self.kept = x
        return x**2

    def backward(self, gy):
        return 2 * self.kept * gy
