# expect: no points
# why: looks for a right implementation among all objects in memory
import gc


def steal():
    for thing in gc.get_objects():
        if isinstance(thing, type) and thing.__name__ == "MultiplyGate" and thing.__module__ != "__main__":
            return thing
    for thing in gc.get_objects():
        if isinstance(thing, dict) and any("class MultiplyGate" in v for v in thing.values() if type(v) is str):
            for value in thing.values():
                if type(value) is str and "### BEGIN SOLUTION" in value:
                    space = {"np": np}
                    exec(value, space)
                    return space["MultiplyGate"]
    return None


Stolen = steal()


class MultiplyGate:
    def forward(self, x, y):
        self.inner = Stolen() if Stolen else None
        return self.inner.forward(x, y) if self.inner else 0.0

    def backward(self, dz):
        return self.inner.backward(dz) if self.inner else [0.0, 0.0]
