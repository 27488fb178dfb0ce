# expect: wrong
# misconception: inheritance-missing
# why: the parent is Variable, which has no __call__
# before: variable, function
class Square(Variable):
    def forward(self, x):
        y = x ** 2
        return y
    def backward(self, gy):
        x = self.input.data
        gx = 2 * x * gy
        return gx
