# expect: full marks
# why: tries packages that may not be there
for name in ("torch", "tensorflow", "jax", "sklearn", "cupy"):
    try:
        __import__(name)
    except ImportError:
        pass
try:
    import scipy.special
except ModuleNotFoundError:
    scipy = None
try:
    import google.colab
    from google.colab import drive
except ImportError:
    pass


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
