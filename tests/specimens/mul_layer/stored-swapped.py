# expect: right
# why: keeps the inputs exchanged, so backward need not exchange them
class MulLayer:
    def forward(self, x, y):
        # 역전파에서 바로 곱하려고 처음부터 바꿔서 저장
        self.x, self.y = y, x
        return self.x * self.y

    def backward(self, dout):
        return dout * self.x, dout * self.y
