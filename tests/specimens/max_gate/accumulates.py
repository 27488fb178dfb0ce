# expect: wrong
# share: 0.6667
# misconception: grad-accumulates-across-calls
# why: gradients of earlier calls are added
class MaxGate:
    def __init__(self):
        self.grads = [0, 0]

    def forward(self, x, y):
        self.x, self.y = x, y
        return x if x > y else y

    def backward(self, dz):
        self.grads[0] += dz if self.x > self.y else 0
        self.grads[1] += 0 if self.x > self.y else dz
        return list(self.grads)
