# expect: wrong
# share: 0.6667
# misconception: shared-class-state
# why: the output belongs to the class
# before: variable, function
class Exp(Function):
    y = None

    def forward(self, x):
        Exp.y = np.exp(x)
        return Exp.y

    def backward(self, gy):
        return Exp.y * gy
