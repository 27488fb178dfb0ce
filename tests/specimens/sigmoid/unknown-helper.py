# expect: wrong
# misconception: undefined-name
# why: expit is near exit, which nobody means
class Sigmoid:
    def forward(self, x):
        self.kept = expit(x)
        return self.kept

    def backward(self, dout):
        return dout * self.kept * (1 - self.kept)
