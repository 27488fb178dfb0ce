# expect: wrong
# misconception: -
# why: the method is called foward
# before: variable, function
class Square(Function):
    def foward(self, x):
        return x ** 2

    def backward(self, gy):
        return 2 * self.input.data * gy
