# %% FORMS prints-not-returns: multiply_gate
def backward(self, dz):
    print(self.y * dz)
# %% but not
def backward(self, dz):
    self.y * dz

# %% FORMS returns-none: multiply_gate
def backward(self, dz):
    dx = self.y * dz
# %% but not
def backward(self, dz):
    return self.y * dz

# %% FORMS returns-swapped-order: staged
def staged(x, y):
    a, b, c = 1 / (1 + np.exp(-y)), 1 / (1 + np.exp(-x)), x + y
    top, bottom = x + a, b + c * c
    dx = 1 / bottom - top / bottom**2 * (b * (1 - b) + 2 * c)
    dy = a * (1 - a) / bottom - top / bottom**2 * 2 * c
    return dx, dy, top / bottom
# %% but not
def staged(x, y):
    a, b, c = 1 / (1 + np.exp(-y)), 1 / (1 + np.exp(-x)), x + y
    top, bottom = x + a, b + c * c
    dx = 1 / bottom - top / bottom**2 * (b * (1 - b) + 2 * c)
    dy = a * (1 - a) / bottom - top / bottom**2 * 2 * c
    return top / bottom, dy, dx

# %% FORMS returns-tuple: relu
def backward(self, dout):
    return np.where(self.mask, dout, 0), "dx"
# %% but not
def backward(self, dout):
    return -np.where(self.mask, dout, 0), "dx"

# %% FORMS returns-summed: multiply_gate
def backward(self, dz):
    return self.y * dz + self.x * dz
# %% but not
def backward(self, dz):
    return self.y * dz

# %% FORMS returns-single: multiply_gate
def backward(self, dz):
    return self.y * dz
# %% but not
def backward(self, dz):
    return self.y + dz
