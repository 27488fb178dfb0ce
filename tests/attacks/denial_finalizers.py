# expect: no points
# why: objects that never end to be collected, and a thread state that cannot be left
class Phoenix:
    def __del__(self):
        Phoenix()


for _ in range(1000):
    Phoenix()


class MultiplyGate:
    def forward(self, x, y):
        Phoenix()
        return Phoenix()

    def backward(self, dz):
        return [Phoenix(), Phoenix()]
