# expect: wrong
# misconception: inheritance-missing
# why: does not inherit from Function
# before: variable, function
class Square:
    def forward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy
