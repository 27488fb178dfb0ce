# %% RETOLD upstream-ignored: multiply_gate
dx = self.y
# %% but not
dx = -self.y

# %% RETOLD upstream-squared: multiply_gate
dx = self.y * dz ** 2
# %% but not
dx = self.y * dz ** 3

# %% RETOLD mask-from-upstream: multiply_gate
dx = self.y * np.maximum(dz, 0)
# %% but not
dx = self.y * np.minimum(dz, 0)

# %% RETOLD stale-cache: relu
class Relu:
    mask = None
    def forward(self, x):
        self.mask = x > 0 if self.mask is None else self.mask
        return np.maximum(x, 0)
    def backward(self, dout):
        return np.where(self.mask, dout, 0)
# %% but not
class Relu:
    mask = None
    def forward(self, x):
        self.mask = x > 0
        return np.maximum(x, 0)
    def backward(self, dout):
        return np.where(self.mask, 0, dout)

# %% RETOLD stale-cache: relu
class Relu:
    out = None
    def forward(self, x):
        self.out = np.maximum(x, 0) if self.out is None else self.out
        return self.out
    def backward(self, dout):
        return np.where(self.out > 0, dout, 0)
# %% but not
class Relu:
    out = None
    def forward(self, x):
        self.out = np.minimum(x, 0)
        return self.out
    def backward(self, dout):
        return np.where(self.out > 0, dout, 0)

# %% RETOLD shared-class-state: relu
def forward(self, x):
    Relu.mask = x > 0
    return np.maximum(x, 0)
# %% but not
def forward(self, x):
    self.mask = x < 0
    return np.maximum(x, 0)
