# expect: wrong
# misconception: calls-itself
# why: forward calls forward
class Sigmoid:
    def forward(self, x):
        self.out = self.forward(x)
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
