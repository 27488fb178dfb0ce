# expect: full marks
# why: raises warnings, as numpy does too
import warnings

warnings.warn("this cell is old")
warnings.warn("soon gone", DeprecationWarning, stacklevel=1)
np.array([1.0, 0.0]) / np.array([0.0, 0.0])
np.log(np.array([-1.0, 0.0]))


class MultiplyGate:
    def forward(self, x, y):
        warnings.warn("forward is called")
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
