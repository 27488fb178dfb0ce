# assignment: ps2
# why: MulGate for MultiplyGate; MaxGate without arrays
# right: multiply_gate, max_gate

# %%
class Mul_Gate:
    pass

# %%
class MulitplyGate:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b

    def backward(self, dz):
        return self.b * dz, self.a * dz

# %%
class MaxGate:
    def forward(self, x, y):
        self.first = x > y
        return max(x, y)

    def backward(self, dz):
        return (dz, 0) if self.first else (0, dz)
