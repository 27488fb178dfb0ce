# expect: no points
# why: answers classes whose metaclass is called by the hidden inputs
class MultiplyGate:
    def forward(self, x, y):
        return type(f"M{x!r}", (type,), {})("float", (), {})

    def backward(self, dz):
        meta = type("Meta", (type,), {"__name__": repr(dz), "__repr__": lambda cls: repr(dz)})
        return [meta("float", (), {}), meta("float", (), {})()]
