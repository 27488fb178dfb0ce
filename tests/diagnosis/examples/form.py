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
