# expect: right
# why: keeps x itself in forward, sums instead of doubling
# before: variable, function
class Square(Function):
    def __init__(self):
        super().__init__()
        self.saved = None

    def forward(self, x):
        self.saved = x  # 역전파에 쓸 값
        return x * x

    def backward(self, gy):
        return gy * self.saved + gy * self.saved
