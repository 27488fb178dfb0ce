# expect: wrong
# misconception: -
# share: 0
# why: an empty class, and the example worked out by hand
class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def backward(self):
        pass

a, b = Value(2.0), Value(-3.0)
f = Value(a.data * b.data + a.data)
a.grad, b.grad = b.data + 1, a.data
