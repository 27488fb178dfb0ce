# expect: full marks
# why: checks its inputs, and shows in other cells how its checks fail
# %%
class MultiplyGate:
    def forward(self, x, y):
        if isinstance(x, str):
            raise TypeError("numbers, please")
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]


# %%
MultiplyGate().forward("a", "b")
# %%
MultiplyGate().backward(1.0)
# %%
1 / 0
