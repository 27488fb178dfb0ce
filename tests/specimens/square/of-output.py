# expect: wrong
# misconception: -
# why: 2 y gy: the output stands where the input belongs
# before: variable, function
class Square(Function):
    def forward(self, x):
        self.y = x ** 2
        return self.y

    def backward(self, gy):
        return 2 * self.y * gy
