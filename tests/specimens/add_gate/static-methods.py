# expect: right
# why: static methods, since there is no state; Korean comments
class AddGate:
    @staticmethod
    def forward(x, y):
        # 덧셈은 기억할 것이 없어요
        return sum((x, y))

    @staticmethod
    def backward(dz):
        # 두 입력에 그대로 흘려보내요
        return [+dz for _ in range(2)]
