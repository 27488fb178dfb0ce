# expect: no points
# why: replaces every comparison of numpy by one that is always content
import numpy.testing


def content(*args, **kwargs):
    return True


for name in dir(np.testing):
    if name.startswith("assert"):
        setattr(np.testing, name, content)
np.allclose = np.isclose = np.array_equal = np.all = np.any = content
np.max = np.abs = np.linalg.norm = lambda *args, **kwargs: 0.0


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
