# expect: no points
# why: raises exceptions that look like numpy's own, with the hidden inputs in every field
import numpy.exceptions


class AxisError(numpy.exceptions.AxisError):
    def __str__(self):
        return f"axis {self.axis} is out of bounds for array of dimension {self.ndim}"


class MultiplyGate:
    def forward(self, x, y):
        raise AxisError(int(abs(x) * 10**9) if np.ndim(x) == 0 else 10**9, 10**9)

    def backward(self, dz):
        error = AxisError(1, 1)
        error.args = (repr(dz),)
        error.axis = error.ndim = dz
        raise error
