# expect: no points
# why: raises exceptions whose types are called by the hidden inputs
class MultiplyGate:
    def forward(self, x, y):
        raise type(f"LEAK x={x!r} y={y!r}", (Exception,), {})

    def backward(self, dz):
        raise type(f"d{dz!r}".replace(".", "_").replace("-", "m"), (Exception,), {})()
