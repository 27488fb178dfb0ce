# expect: no points
# why: names and texts of half characters, zero characters and directions, in all that is told
class MultiplyGate:
    def forward(self, x, y):
        raise type("\ud800\udfff\u202e\u0000", (Exception,), {})("\ud800\u0000\u2028")

    def backward(self, dz):
        return {"\ud800": "\udc00", "\u0000": type("\u2066", (), {})()}
