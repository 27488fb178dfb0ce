# expect: no points
# why: breaks numpy for whoever observes: its arrays, its errors, its memory
import numpy

numpy.seterr(all="raise")
numpy.ndarray.__module__ if False else None
for name in ("asarray", "array", "ndarray", "generic", "dtype", "zeros"):
    try:
        setattr(numpy, name, None)
    except (AttributeError, TypeError):
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
