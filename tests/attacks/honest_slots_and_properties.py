# expect: full marks
# why: keeps what it needs in slots behind properties
class MultiplyGate:
    __slots__ = ("_saved",)

    @property
    def saved(self):
        return self._saved

    @saved.setter
    def saved(self, pair):
        self._saved = pair

    def forward(self, x, y):
        self.saved = x, y
        return x * y

    def backward(self, dz):
        x, y = self.saved
        return dz * y, dz * x
