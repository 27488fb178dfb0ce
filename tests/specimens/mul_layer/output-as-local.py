# expect: wrong
# misconception: mul-output-as-local
# why: multiplies by the output instead of the other input
class MulLayer:
    def forward(self, x, y):
        self.z = x * y
        return self.z

    def backward(self, dout):
        return dout * self.z, dout * self.z
