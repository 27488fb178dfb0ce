# The bank of mistakes of ps3: wrong solutions with a name. Never released.
# Each cell replaces the lines of the reference that assign the same names, or its methods and functions of the same name.

# %% mul_layer: mul-not-swapped
def backward(self, dout):
    return dout * self.x, dout * self.y

# %% mul_layer: mul-not-swapped
def backward(self, dout):
    return dout * self.x, dout * self.x

# %% mul_layer: mul-not-swapped
def backward(self, dout):
    return dout * self.y, dout * self.y

# %% mul_layer: upstream-only
def backward(self, dout):
    return dout, dout

# %% mul_layer: upstream-ignored
def backward(self, dout):
    return self.y, self.x

# %% mul_layer: upstream-partial
def backward(self, dout):
    return self.y, dout * self.x

# %% mul_layer: upstream-partial
def backward(self, dout):
    return dout * self.y, self.x

# %% mul_layer: upstream-added
def backward(self, dout):
    return dout + self.y, dout + self.x

# %% mul_layer: upstream-added
def backward(self, dout):
    return dout + self.x, dout + self.y


# %% mul_layer: upstream-added
def backward(self, dout):
    return dout + self.y, dout * self.x

# %% mul_layer: upstream-added
def backward(self, dout):
    return dout * self.y, dout + self.x

# %% mul_layer: mul-output-as-local
def backward(self, dout):
    return dout * self.x * self.y, dout * self.x * self.y

# %% mul_layer: inverse-operation
def backward(self, dout):
    return dout / self.y, dout / self.x

# %% mul_layer: inverse-operation
def backward(self, dout):
    return dout / self.x, dout / self.y

# %% mul_layer: inverse-operation
def backward(self, dout):
    return dout * self.x / self.y, dout * self.y / self.x

# %% mul_layer: returns-inputs
def backward(self, dout):
    return self.x, self.y

# %% mul_layer: upstream-squared
def backward(self, dout):
    return dout * dout * self.y, dout * dout * self.x

# %% mul_layer: cache-overwritten
def backward(self, dout):
    return self.__dict__.update(x=dout * self.y) or (self.x, dout * self.x)

# %% mul_layer: cache-overwritten
def backward(self, dout):
    self.x = dout * self.y
    self.y = dout * self.x
    return self.x, self.y

# %% mul_layer: cache-overwritten
def backward(self, dout):
    self.y = dout * self.x
    self.x = dout * self.y
    return self.x, self.y

# %% mul_layer: abs-applied
def backward(self, dout):
    return dout * abs(self.y), dout * abs(self.x)

# %% mul_layer: abs-applied
self.x = abs(x)

# %% mul_layer: abs-applied
self.y = abs(y)

# %% mul_layer: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x + y

# %% mul_layer: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x - y

# %% mul_layer: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x / y

# %% mul_layer: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x ** y

# %% mul_layer: forward-wrong-op
def forward(self, x, y):
    self.x = x
    self.y = y
    return x * x

# %% mul_layer: forward-wrong-op
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout, dout

# %% mul_layer: forward-wrong-op
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout * self.x, dout * self.x

# %% mul_layer: forgot-cache
def forward(self, x, y):
    self.y = x
    self.y = y
    return x * y

# %% mul_layer: forgot-cache
def forward(self, x, y):
    return x * y

# %% add_layer: add-as-mul
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout * self.y, dout * self.x

# %% add_layer: add-as-mul
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout * self.x, dout * self.y

# %% add_layer: add-as-mul
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return self.y, self.x

# %% add_layer: add-splits-gradient
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout / 2, dout / 2

# %% add_layer: add-splits-gradient
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout * self.x / (self.x + self.y), dout * self.y / (self.x + self.y)

# %% add_layer: upstream-added
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout + 1, dout + 1

# %% add_layer: upstream-added
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout + 1, dout

# %% add_layer: upstream-added
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout, dout + 1

# %% add_layer: upstream-added
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout + self.x, dout + self.y

# %% add_layer: upstream-ignored
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return 1, 1

# %% add_layer: upstream-partial
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout, 1

# %% add_layer: upstream-partial
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return 1, dout

# %% add_layer: upstream-squared
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout * dout, dout * dout

# %% add_layer: sign-flipped
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout, -dout

# %% add_layer: sign-flipped
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return -dout, dout

# %% add_layer: sign-flipped
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return -dout, -dout

# %% add_layer: partial-gradient-zero
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return dout, 0

# %% add_layer: partial-gradient-zero
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return 0, dout

# %% add_layer: returns-inputs
def forward(self, x, y):
    self.x, self.y = x, y
    return x + y
def backward(self, dout):
    return self.x, self.y

# %% add_layer: forward-wrong-op
def forward(self, x, y):
    return x * y

# %% add_layer: forward-wrong-op
def forward(self, x, y):
    return x - y

# %% add_layer: forward-wrong-op
def forward(self, x, y):
    return x + x

# %% add_layer: forward-wrong-op
def forward(self, x, y):
    return (x + y) / 2

# %% add_layer: forward-wrong-op
def forward(self, x, y):
    self.x, self.y = x, y
    return x * y
def backward(self, dout):
    return dout * self.y, dout * self.x

# %% add_layer: forward-wrong-op
def forward(self, x, y):
    return x - y
def backward(self, dout):
    return dout, -dout

# %% add_layer: stale-cache
def forward(self, x, y):
    if not hasattr(self, 'out'):
        self.out = x + y
    return self.out

# %% shopping: seed-wrong
dfruit_price, dtax = mul_tax.backward(price)

# %% shopping: seed-wrong
dfruit_price, dtax = mul_tax.backward(0)

# %% shopping: upstream-ignored
dapple_price, dorange_price = add_fruit.backward(1)

# %% shopping: upstream-ignored
dorange, dorange_num = mul_orange.backward(1)
dapple, dapple_num = mul_apple.backward(1)

# %% shopping: upstream-partial
dorange, dorange_num = mul_orange.backward(1)

# %% shopping: upstream-partial
dapple, dapple_num = mul_apple.backward(1)

# %% shopping: returns-swapped-order
dorange_num, dorange = mul_orange.backward(dorange_price)

# %% shopping: returns-swapped-order
dapple_num, dapple = mul_apple.backward(dapple_price)

# %% shopping: returns-swapped-order
dorange_num, dorange = mul_orange.backward(dorange_price)
dapple_num, dapple = mul_apple.backward(dapple_price)

# %% shopping: returns-swapped-order
dtax, dfruit_price = mul_tax.backward(1)

# %% shopping: returns-swapped-order
dorange, dorange_num = mul_apple.backward(dapple_price)
dapple, dapple_num = mul_orange.backward(dorange_price)

# %% shopping: forward-wrong-op
price = mul_tax.forward(fruit_price, 1 + tax)

# %% shopping: forward-wrong-op
price = fruit_price + tax

# %% shopping: forward-wrong-op
fruit_price = apple_price - orange_price

# %% shopping: forward-wrong-op
apple_price = apple + apple_num
orange_price = orange + orange_num

# %% shopping: forward-wrong-op
price = fruit_price

# %% shopping: forward-wrong-op
apple_price = apple

# %% shopping: forward-wrong-op
orange_price = orange

# %% shopping: fork-branch-missing
fruit_price = apple_price

# %% shopping: fork-branch-missing
fruit_price = orange_price

# %% shopping: add-as-mul
dapple_price, dorange_price = dfruit_price * orange_price, dfruit_price * apple_price

# %% shopping: add-splits-gradient
dapple_price, dorange_price = dfruit_price / 2, dfruit_price / 2

# %% shopping: sign-flipped
dfruit_price, dtax = mul_tax.backward(-1)

# %% relu: upstream-only
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return dout

# %% relu: upstream-ignored
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return self.mask * 1.0

# %% relu: relu-mask-inverted
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, 0, dout)

# %% relu: relu-multiplies-by-input
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return dout * np.where(self.mask, self.x, 0)

# %% relu: relu-multiplies-by-input
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return dout * self.x

# %% relu: relu-multiplies-by-input
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, self.x, 0)

# %% relu: mask-from-upstream
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(dout > 0, dout, 0)

# %% relu: mask-from-upstream
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask & (dout > 0), dout, 0)

# %% relu: mask-from-upstream
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(dout > 0, 1.0, 0)

# %% relu: mask-from-upstream
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(dout > 0, self.x, 0)

# %% relu: mask-from-upstream
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(dout < 0, dout, 0)

# %% relu: upstream-squared
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, dout * dout, 0)

# %% relu: sign-flipped
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, -dout, 0)

# %% relu: sign-flipped
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, dout, -dout)

# %% relu: upstream-added
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return dout + self.mask

# %% relu: upstream-added
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, dout + 1, 0)

# %% relu: forgot-cache
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.zeros_like(dout)

# %% relu: shape-lost
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return dout[self.mask]

# %% relu: shape-lost
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.sum(np.where(self.mask, dout, 0), axis=0)

# %% relu: shape-lost
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.sum(np.where(self.mask, dout, 0), axis=1)

# %% relu: shape-lost
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.sum(np.where(self.mask, dout, 0))

# %% relu: shape-lost
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, dout, 0).ravel()

# %% relu: shape-lost
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.mean(np.where(self.mask, dout, 0), axis=0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.x > 1, dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(np.any(self.x > 0, axis=1, keepdims=True), dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(np.all(self.x > 0, axis=1, keepdims=True), dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(np.any(self.x > 0, axis=0, keepdims=True), dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(np.any(self.x > 0, axis=-1, keepdims=True), dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(np.all(self.x > 0, axis=-1, keepdims=True), dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.x > 0.5, dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.x > -1, dout, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return dout * (np.sum(self.x) > 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.x > self.x.mean(), dout, 0)

# %% relu: abs-applied
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.abs(np.where(self.mask, dout, 0))

# %% relu: abs-applied
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, abs(dout), 0)

# %% relu: wrong-derivative-formula
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, dout, 0.01 * dout)

# %% relu: wrong-derivative-formula
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, dout, 0.1 * dout)

# %% relu: wrong-derivative-formula
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    return np.where(self.mask, dout, 0.2 * dout)

# %% relu: wrong-derivative-formula
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    out = np.maximum(self.x, 0)
    return dout * out * (1 - out)

# %% relu: wrong-derivative-formula
def forward(self, x):
    self.x = x
    self.mask = x > 0
    return np.where(self.mask, x, 0)
def backward(self, dout):
    out = 1 / (1 + np.exp(-self.x))
    return dout * out * (1 - out)

# %% relu: abs-applied
def forward(self, x):
    x = abs(x)
    self.mask = x > 0
    return x

# %% relu: abs-applied
def forward(self, x):
    self.mask = x > 0
    return abs(x)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.mask = x > 1
    return np.where(self.mask, x, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.mask = np.any(x > 0, axis=1, keepdims=True)
    return np.where(self.mask, x, 0)

# %% relu: relu-mask-wrong
def forward(self, x):
    self.mask = x > 0.5
    return np.where(self.mask, x, 0)

# %% relu: relu-mask-inverted
def forward(self, x):
    self.mask = x < 0
    return np.where(self.mask, x, 0)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.minimum(x, 0)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x, 0.01 * x)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x, 0.1 * x)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = (x > 0) & (x < 1)
    return np.clip(x, 0, 1)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.clip(x, 0, 1)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return self.mask * 1.0

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return x

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.maximum(x, 1)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x, 1)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.tanh(x)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x, -1)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x * x, 0)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, 1, x)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x, np.exp(x) - 1)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x + 1, 0)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x, 0.01 * x)
def backward(self, dout):
    return np.where(self.mask, dout, 0.01 * dout)

# %% relu: forward-wrong-op
def forward(self, x):
    self.mask = x > 0
    return np.where(self.mask, x, 0.1 * x)
def backward(self, dout):
    return np.where(self.mask, dout, 0.1 * dout)

# %% relu: shape-lost
def forward(self, x):
    self.mask = x > 0
    return x[self.mask]

# %% relu: shape-lost
def forward(self, x):
    self.mask = x > 0
    return np.maximum(x, 0).sum(axis=0)

# %% relu: shape-lost
def forward(self, x):
    self.mask = x > 0
    return np.max(x)

# %% relu: forgot-cache
def forward(self, x):
    return np.where(x > 0, x, 0)

# %% relu: mutates-output-cache
def forward(self, x):
    self.out = np.maximum(x, 0)
    return self.out
def backward(self, dout):
    self.out[...] = dout * (self.out > 0)
    return self.out

# %% sigmoid: upstream-ignored
def backward(self, dout):
    return self.out * (1 - self.out)

# %% sigmoid: upstream-squared
def backward(self, dout):
    return dout * dout * self.out * (1 - self.out)

# %% sigmoid: upstream-added
def backward(self, dout):
    return dout + self.out * (1 - self.out)

# %% sigmoid: upstream-added
def backward(self, dout):
    return dout * self.out + (1 - self.out)

# %% sigmoid: activation-grad-skipped
def backward(self, dout):
    return dout

# %% sigmoid: sigmoid-grad-missing-factor
def backward(self, dout):
    return dout * (1 - self.out)

# %% sigmoid: sigmoid-grad-missing-factor
def backward(self, dout):
    return dout * self.out

# %% sigmoid: sigmoid-grad-missing-factor
def backward(self, dout):
    return 1 - self.out

# %% sigmoid: sigmoid-grad-missing-factor
def backward(self, dout):
    return self.out

# %% sigmoid: sigmoid-grad-plus
def backward(self, dout):
    return dout * self.out * (1 + self.out)

# %% sigmoid: sigmoid-grad-plus
def backward(self, dout):
    return self.out * (1 + self.out)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * (1 - self.out ** 2)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * self.out * self.out

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * (1 - self.out) ** 2

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * self.out ** 2 * (1 - self.out)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * self.out * (1 - self.out) ** 2

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * self.out * (1 - self.out ** 2)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * np.exp(-self.out)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * (1 - self.out) / self.out

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout / (self.out * (1 - self.out))

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * self.out * (1 - 2 * self.out)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * 2 * self.out * (1 - self.out)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * self.out - (1 - self.out)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * self.out / (1 - self.out)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout - self.out * (1 - self.out)

# %% sigmoid: sign-flipped
def backward(self, dout):
    return dout * self.out * (self.out - 1)

# %% sigmoid: derivative-at-upstream
def backward(self, dout):
    return dout * (1 - dout) * dout

# %% sigmoid: derivative-at-upstream
def backward(self, dout):
    return dout * (1 - dout)

# %% sigmoid: derivative-at-upstream
def backward(self, dout):
    return dout * dout * (1 - dout) + 0 * self.out

# %% sigmoid: derivative-at-upstream
def backward(self, dout):
    return 1 / (1 + np.exp(-dout)) * (1 - 1 / (1 + np.exp(-dout)))

# %% sigmoid: derivative-at-upstream
def backward(self, dout):
    return dout * (1 / (1 + np.exp(-dout))) * (1 - 1 / (1 + np.exp(-dout)))

# %% sigmoid: derivative-at-upstream
def backward(self, dout):
    return self.out * (1 - dout)

# %% sigmoid: derivative-at-upstream
def backward(self, dout):
    return dout * self.out * (1 - dout)

# %% sigmoid: sigmoid-applied-twice
def backward(self, dout):
    return dout * (1 / (1 + np.exp(-self.out))) * (1 - 1 / (1 + np.exp(-self.out)))

# %% sigmoid: shape-lost
def backward(self, dout):
    return np.sum(dout * self.out * (1 - self.out), axis=0)

# %% sigmoid: shape-lost
def backward(self, dout):
    return np.sum(dout * self.out * (1 - self.out))

# %% sigmoid: shape-lost
def backward(self, dout):
    return (dout * self.out * (1 - self.out)).ravel()

# %% sigmoid: shape-lost
def backward(self, dout):
    return np.sum(dout * self.out * (1 - self.out), axis=1)

# %% sigmoid: shape-lost
def backward(self, dout):
    return np.mean(dout * self.out * (1 - self.out), axis=0)

# %% sigmoid: shape-lost
def backward(self, dout):
    return (dout * self.out * (1 - self.out))[0]

# %% sigmoid: sigmoid-grad-of-input
def forward(self, x):
    self.out = x
    return 1 / (1 + np.exp(-x))

# %% sigmoid: sigmoid-grad-of-input
def forward(self, x):
    self.x = x
    self.out = 1 / (1 + np.exp(-x))
    return self.out
def backward(self, dout):
    return self.x * (1 - self.x)

# %% sigmoid: sigmoid-grad-of-input
def forward(self, x):
    self.x = x
    self.out = 1 / (1 + np.exp(-x))
    return self.out
def backward(self, dout):
    return dout * self.out * (1 - self.x)

# %% sigmoid: sigmoid-grad-of-input
def forward(self, x):
    self.x = x
    self.out = 1 / (1 + np.exp(-x))
    return self.out
def backward(self, dout):
    return dout * self.x * (1 - self.out)

# %% sigmoid: sigmoid-precedence
self.out = 1 / 1 + np.exp(-x)

# %% sigmoid: sigmoid-precedence
self.out = 1 + np.exp(-x)

# %% sigmoid: sigmoid-precedence
def forward(self, x):
    self.out = 1 / (1 + np.exp(-x))
    return 1 / 1 + np.exp(-x)

# %% sigmoid: sigmoid-exp-sign
self.out = 1 / (1 + np.exp(x))

# %% sigmoid: sigmoid-exp-sign
self.out = np.exp(-x) / (1 + np.exp(-x))

# %% sigmoid: sigmoid-exp-sign
self.out = np.exp(x) / (1 + np.exp(-x))

# %% sigmoid: forward-wrong-op
self.out = np.tanh(x)

# %% sigmoid: forward-wrong-op
self.out = 1 / (1 - np.exp(-x))

# %% sigmoid: forward-wrong-op
self.out = np.exp(-x)

# %% sigmoid: forward-wrong-op
self.out = 1 / np.exp(-x)

# %% sigmoid: forward-wrong-op
self.out = np.exp(x) / np.sum(np.exp(x))

# %% sigmoid: forward-wrong-op
self.out = 1 / (1 + np.exp(-1)) + 0 * x

# %% sigmoid: forward-wrong-op
self.out = np.maximum(x, 0)

# %% sigmoid: forward-wrong-op
self.out = 1 / (1 + np.exp(-x ** 2))

# %% sigmoid: forward-wrong-op
self.out = -1 / (1 + np.exp(-x))

# %% sigmoid: forward-wrong-op
self.out = 2 / (1 + np.exp(-x))

# %% sigmoid: forward-wrong-op
self.out = 1 / (2 + np.exp(-x))

# %% sigmoid: forward-wrong-op
self.out = x / (1 + np.exp(-x))

# %% sigmoid: forward-wrong-op
self.out = 1 / (1 + np.exp(-2 * x))

# %% sigmoid: forward-wrong-op
self.out = np.exp(x) / (1 + np.exp(x)) ** 2

# %% sigmoid: forward-wrong-op
self.out = 1 / (1 + x)

# %% sigmoid: forward-wrong-op
self.out = np.tanh(x)

def backward(self, dout):
    return dout * (1 - self.out ** 2)

# %% sigmoid: abs-applied
self.out = 1 / (1 + np.exp(-abs(x)))

# %% sigmoid: abs-applied
self.out = 1 / (1 + np.exp(abs(x)))

# %% sigmoid: abs-applied
self.out = np.abs(1 / (1 + np.exp(-x)))

def backward(self, dout):
    return abs(dout) * self.out * (1 - self.out)

# %% sigmoid: precision-lost
self.out = 1 / (1 + 2.718 ** (-x))

# %% sigmoid: precision-lost
self.out = 1 / (1 + 2.71828 ** (-x))

# %% sigmoid: precision-lost
self.out = 1 / (1 + 2.7182 ** (-x))

# %% sigmoid: precision-lost
self.out = 1 / (1 + 2.72 ** (-x))

# %% sigmoid: precision-lost
self.out = 1 / (1 + 2.7 ** (-x))

# %% sigmoid: precision-lost
self.out = np.round(1 / (1 + np.exp(-x)), 4)

# %% sigmoid: precision-lost
self.out = np.round(1 / (1 + np.exp(-x)), 3)

# %% sigmoid: precision-lost
self.out = np.round(1 / (1 + np.exp(-x)), 2)

# %% sigmoid: precision-lost
self.out = np.round(1 / (1 + np.exp(-x)), 5)

# %% sigmoid: precision-lost
self.out = np.round(1 / (1 + np.exp(-x)), 6)

# %% sigmoid: precision-lost
self.out = (1 / (1 + np.exp(-x.astype(np.float32))))

# %% sigmoid: precision-lost
self.out = (1 / (1 + np.exp(-x))).astype(np.float32)

# %% sigmoid: precision-lost
self.out = np.round(1 / (1 + np.exp(-x)))

# %% sigmoid: forgot-cache
def forward(self, x):
    return 1 / (1 + np.exp(-x))

# %% sigmoid: stale-cache
def forward(self, x):
    if not hasattr(self, 'x'):
        self.x = x
    self.out = 1 / (1 + np.exp(-self.x))
    return self.out

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout.T @ self.W

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.W @ dout

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout.T @ self.W.T

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x.T @ dout.T
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x @ dout.T
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = dout @ self.x
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: transpose-missing
def backward(self, dout):
    self.dW = self.x @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W

# %% affine: matmul-order-swapped
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.W.T @ dout

# %% affine: matmul-order-swapped
def backward(self, dout):
    self.dW = dout @ self.x.T
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-transposed
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return (dout @ self.W.T).T

# %% affine: grad-transposed
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.W @ dout.T

# %% affine: grad-transposed
def backward(self, dout):
    self.dW = dout.T @ self.x
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: elementwise-instead-of-matmul
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout * self.W.T

# %% affine: elementwise-instead-of-matmul
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout * self.W

# %% affine: elementwise-instead-of-matmul
def backward(self, dout):
    self.dW = self.x.T * dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: elementwise-instead-of-matmul
def backward(self, dout):
    self.dW = self.x * dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: reshape-instead-of-transpose
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.reshape(self.W.shape[::-1])

# %% affine: reshape-instead-of-transpose
def backward(self, dout):
    self.dW = self.x.reshape(self.x.shape[::-1]) @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: reshape-instead-of-transpose
def backward(self, dout):
    self.dW = self.x.reshape(self.x.shape[::-1]) @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.reshape(self.W.shape[::-1])

# %% affine: grad-averaged
def backward(self, dout):
    self.dW = self.x.T @ dout / len(dout)
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-averaged
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.mean(axis=0)
    return dout @ self.W.T

# %% affine: grad-averaged
def backward(self, dout):
    self.dW = self.x.T @ dout / len(dout)
    self.db = dout.mean(axis=0)
    return dout @ self.W.T

# %% affine: grad-averaged
def backward(self, dout):
    self.dW = self.x.T @ dout / len(dout)
    self.db = dout.mean(axis=0)
    return dout @ self.W.T / len(dout)

# %% affine: grad-averaged
def backward(self, dout):
    dout = dout / len(dout)
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-averaged
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T / len(dout)

# %% affine: grad-averaged
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = np.mean(dout)
    return dout @ self.W.T

# %% affine: bias-grad-not-summed
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout
    return dout @ self.W.T

# %% affine: bias-grad-not-summed
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.copy()
    return dout @ self.W.T

# %% affine: bias-grad-scalar-sum
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum()
    return dout @ self.W.T

# %% affine: sum-wrong-axis
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=1)
    return dout @ self.W.T

# %% affine: sum-wrong-axis
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=-1, keepdims=True)
    return dout @ self.W.T

# %% affine: sum-wrong-axis
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.mean(axis=1)
    return dout @ self.W.T

# %% affine: bias-grad-times-bias
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0) * self.b
    return dout @ self.W.T

# %% affine: bias-grad-times-bias
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = self.b
    return dout @ self.W.T

# %% affine: bias-grad-times-bias
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = (dout * self.b).sum(axis=0)
    return dout @ self.W.T

# %% affine: bias-grad-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = np.zeros_like(self.b)
    return dout @ self.W.T

# %% affine: bias-grad-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = 0
    return dout @ self.W.T

# %% affine: bias-grad-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = 1
    return dout @ self.W.T

# %% affine: bias-grad-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = np.ones_like(self.b)
    return dout @ self.W.T

# %% affine: bias-grad-missing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = 0 * dout
    return dout @ self.W.T

# %% affine: batch-first-sample-only
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout[0]
    return dout @ self.W.T

# %% affine: batch-first-sample-only
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout[-1]
    return dout @ self.W.T

# %% affine: batch-first-sample-only
def backward(self, dout):
    self.dW = np.outer(self.x[0], dout[0])
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: batch-first-sample-only
def backward(self, dout):
    self.dW = np.outer(self.x[-1], dout[-1])
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: batch-first-sample-only
def backward(self, dout):
    self.dW = np.outer(self.x[0], dout[0])
    self.db = dout[0]
    return dout @ self.W.T

# %% affine: batch-unsupported
def backward(self, dout):
    self.dW = np.outer(self.x, dout)
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: batch-unsupported
def backward(self, dout):
    self.dW = np.outer(self.x, dout)
    self.db = dout
    return dout @ self.W.T

# %% affine: batch-unsupported
def backward(self, dout):
    self.dW = np.outer(self.x, dout)
    self.db = dout.sum(axis=0)
    return self.W @ dout

# %% affine: batch-unsupported
def backward(self, dout):
    self.dW = np.outer(self.x, dout)
    self.db = dout
    return np.dot(self.W, dout)

# %% affine: grad-summed-wrongly
def backward(self, dout):
    self.dW = np.outer(self.x.sum(axis=0), dout.sum(axis=0))
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-summed-wrongly
def backward(self, dout):
    self.dW = np.sum(self.x.T @ dout)
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-summed-wrongly
def backward(self, dout):
    self.dW = self.x.sum(axis=0)[:, None] * dout.sum(axis=0) / len(dout)
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-summed-wrongly
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return np.outer(dout.sum(axis=1), self.W.sum(axis=1))

# %% affine: grad-summed-wrongly
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout.sum(axis=0) @ self.W.T

# %% affine: grad-summed-wrongly
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return (dout @ self.W.T).sum(axis=0)

# %% affine: sign-flipped
def backward(self, dout):
    self.dW = -(self.x.T @ dout)
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: sign-flipped
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return -(dout @ self.W.T)

# %% affine: sign-flipped
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = -dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: sign-flipped
def backward(self, dout):
    dout = -dout
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: sign-flipped
def backward(self, dout):
    self.dW = -(self.x.T @ dout)
    self.db = -dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    dout = np.ones_like(dout)
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x.T @ np.ones_like(dout)
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return np.ones_like(dout) @ self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x.T
    self.db = 1
    return self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x
    self.db = 1
    return self.W

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x.T
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.W

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: upstream-ignored
def backward(self, dout):
    self.dW = self.x.T @ np.ones_like(dout)
    self.db = np.ones_like(dout).sum(axis=0)
    return dout @ self.W.T

# %% affine: returns-wrong-thing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.dW

# %% affine: returns-wrong-thing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.db

# %% affine: returns-wrong-thing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout

# %% affine: returns-wrong-thing
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return self.x

# %% affine: returns-wrong-thing
def backward(self, dout):
    self.dW = dout @ self.W.T
    self.db = dout.sum(axis=0)
    return self.x.T @ dout

# %% affine: returns-wrong-thing
def backward(self, dout):
    self.dW = dout.sum(axis=0)
    self.db = self.x.T @ dout
    return dout @ self.W.T

# %% affine: returns-tuple
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T, self.dW, self.db

# %% affine: returns-tuple
def backward(self, dout):
    return dout @ self.W.T, self.x.T @ dout, dout.sum(axis=0)

# %% affine: returns-tuple
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T, self.dW

# %% affine: param-grad-not-stored
def backward(self, dout):
    dW = self.x.T @ dout
    db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: param-grad-not-stored
def backward(self, dout):
    dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: param-grad-not-stored
def backward(self, dout):
    self.dW = self.x.T @ dout
    db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: param-grad-not-stored
class Affine(Affine):
    def __init__(self, W, b):
        self.W, self.b = W, b
    def backward(self, dout):
        return dout @ self.W.T

# %% affine: grad-accumulates-across-calls
def backward(self, dout):
    self.dW = (0 if self.dW is None else self.dW) + self.x.T @ dout
    self.db = (0 if self.db is None else self.db) + dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-accumulates-across-calls
def backward(self, dout):
    self.dW = (0 if self.dW is None else self.dW) + self.x.T @ dout
    self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: grad-accumulates-across-calls
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = (0 if self.db is None else self.db) + dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: mutates-parameters
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    self.W = self.W - 0.01 * self.dW
    self.b = self.b - 0.01 * self.db
    return dout @ self.W.T

# %% affine: mutates-parameters
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    dx = dout @ self.W.T
    self.W = self.W - 0.01 * self.dW
    self.b = self.b - 0.01 * self.db
    return dx

# %% affine: mutates-parameters
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    self.W -= 0.01 * self.dW
    self.b -= 0.01 * self.db
    return dout @ self.W.T

# %% affine: mutates-parameters
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    self.W = self.W - 0.1 * self.dW
    self.b = self.b - 0.1 * self.db
    return dout @ self.W.T

# %% affine: mutates-parameters
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    dx = dout @ self.W.T
    self.W = self.W - 0.1 * self.dW
    self.b = self.b - 0.1 * self.db
    return dx

# %% affine: mutates-parameters
def backward(self, dout):
    self.dW = self.x.T @ dout
    self.db = dout.sum(axis=0)
    self.W -= 0.1 * self.dW
    self.b -= 0.1 * self.db
    return dout @ self.W.T

# %% affine: bias-ignored
def forward(self, x):
    self.x = x
    return x @ self.W

# %% affine: transpose-missing
def forward(self, x):
    self.x = x
    return x @ self.W.T + self.b

# %% affine: elementwise-instead-of-matmul
def forward(self, x):
    self.x = x
    return x * self.W + self.b

# %% affine: matmul-order-swapped
def forward(self, x):
    self.x = x
    return self.W @ x + self.b

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W - self.b

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W * self.b

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ (self.W + self.b)

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return (x @ self.W + self.b) / len(x)

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return (x + self.b) @ self.W

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return np.maximum(x @ self.W + self.b, 0)

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return 1 / (1 + np.exp(-(x @ self.W + self.b)))

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W + self.b.sum()

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W + len(x) * self.b

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W + x.shape[1] * self.b

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W + 2 * self.b

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W + 1

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x + self.W + self.b

# %% affine: forward-wrong-op
def forward(self, x):
    self.x = x
    return x @ self.W ** 2 + self.b

# %% affine: returns-tuple
def forward(self, x):
    self.x = x
    return x @ self.W + self.b, self.b

# %% affine: shape-lost
def forward(self, x):
    self.x = x
    return (x @ self.W + self.b).ravel()

# %% affine: forgot-cache
def forward(self, x):
    return x @ self.W + self.b

# %% affine: stale-cache
def forward(self, x):
    if not hasattr(self, 'x'):
        self.x = x
    return x @ self.W + self.b

# %% affine: stale-cache
def forward(self, x):
    if not hasattr(self, 'x'):
        self.x = x
    return self.x @ self.W + self.b

# %% affine: stale-cache
def backward(self, dout):
    if self.dW is None:
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
    return dout @ self.W.T

# %% affine: shared-class-state
class Affine(Affine):
    def forward(self, x):
        Affine.x = x
        return x @ self.W + self.b

# %% affine: shared-class-state
class Affine(Affine):
    def __init__(self, W, b):
        Affine.W, Affine.b = W, b

# %% affine: shared-class-state
class Affine(Affine):
    def __init__(self, W, b):
        Affine.W, Affine.b = W, b
    def forward(self, x):
        Affine.x = x
        return x @ self.W + self.b

# %% softmax_with_loss: batch-not-averaged
def backward(self, dout=1):
    return self.y - self.t

# %% softmax_with_loss: batch-divide-wrong
def backward(self, dout=1):
    return self.y - self.t / len(self.t)

# %% softmax_with_loss: batch-divide-wrong
def backward(self, dout=1):
    return self.y / len(self.t) - self.t

# %% softmax_with_loss: batch-divide-wrong
def backward(self, dout=1):
    return (self.y - self.t) / self.t.size

# %% softmax_with_loss: batch-divide-wrong
def backward(self, dout=1):
    return (self.y - self.t) / self.t.shape[1]

# %% softmax_with_loss: batch-divide-wrong
def backward(self, dout=1):
    return (self.y - self.t) / len(self.t) ** 2

# %% softmax_with_loss: batch-divide-wrong
def backward(self, dout=1):
    return (self.y - self.t) * len(self.t)

# %% softmax_with_loss: label-sign-swapped
def backward(self, dout=1):
    return (self.t - self.y) / len(self.t)

# %% softmax_with_loss: label-not-subtracted
def backward(self, dout=1):
    return self.y / len(self.t)

# %% softmax_with_loss: label-not-subtracted
def backward(self, dout=1):
    return self.y

# %% softmax_with_loss: upstream-only
def backward(self, dout=1):
    return dout

# %% softmax_with_loss: softmax-jacobian-skipped
def backward(self, dout=1):
    return -self.t / self.y / len(self.t)

# %% softmax_with_loss: softmax-jacobian-skipped
def backward(self, dout=1):
    return -self.t / (self.y + 1e-7) / len(self.t)

# %% softmax_with_loss: softmax-jacobian-skipped
def backward(self, dout=1):
    return -self.t / self.y

# %% softmax_with_loss: softmax-jacobian-skipped
def backward(self, dout=1):
    return -self.t / (self.y + 1e-7)

# %% softmax_with_loss: softmax-jacobian-skipped
def backward(self, dout=1):
    return self.t / self.y / len(self.t)

# %% softmax_with_loss: softmax-jacobian-diagonal
def backward(self, dout=1):
    return -self.t * (1 - self.y) / len(self.t)

# %% softmax_with_loss: softmax-jacobian-diagonal
def backward(self, dout=1):
    return -self.t / (self.y + 1e-7) * self.y * (1 - self.y) / len(self.t)

# %% softmax_with_loss: softmax-jacobian-diagonal
def backward(self, dout=1):
    return self.y * (1 - self.y) / len(self.t)

# %% softmax_with_loss: softmax-jacobian-diagonal
def backward(self, dout=1):
    return self.y * (1 - self.y)

# %% softmax_with_loss: softmax-jacobian-diagonal
def backward(self, dout=1):
    return -self.t * (1 - self.y)

# %% softmax_with_loss: activation-grad-doubled
def backward(self, dout=1):
    return (self.y - self.t) * self.y * (1 - self.y) / len(self.t)

# %% softmax_with_loss: activation-grad-doubled
def backward(self, dout=1):
    return (self.y - self.t) * self.y / len(self.t)

# %% softmax_with_loss: activation-grad-doubled
def backward(self, dout=1):
    return (self.y - self.t) * self.y * (1 - self.y)

# %% softmax_with_loss: label-from-prediction
def backward(self, dout=1):
    return (self.y - (self.y == self.y.max(axis=1, keepdims=True))) / len(self.t)

# %% softmax_with_loss: upstream-added
def backward(self, dout=1):
    return (self.y - self.t) / len(self.t) + dout

# %% softmax_with_loss: upstream-added
def backward(self, dout=1):
    return (self.y - self.t + dout) / len(self.t)

# %% softmax_with_loss: sign-flipped
def backward(self, dout=1):
    return (self.y + self.t) / len(self.t)

# %% softmax_with_loss: wrong-derivative-formula
def backward(self, dout=1):
    return (self.y - self.t) ** 2 / len(self.t)

# %% softmax_with_loss: wrong-derivative-formula
def backward(self, dout=1):
    return 2 * (self.y - self.t) / len(self.t)

# %% softmax_with_loss: wrong-derivative-formula
def backward(self, dout=1):
    return (self.y * self.t) / len(self.t)

# %% softmax_with_loss: wrong-derivative-formula
def backward(self, dout=1):
    return (self.y - self.t) / self.y / len(self.t)

# %% softmax_with_loss: wrong-derivative-formula
def backward(self, dout=1):
    return (self.y - self.t * self.y) / len(self.t)

# %% softmax_with_loss: abs-applied
def backward(self, dout=1):
    return abs(self.y - self.t) / len(self.t)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return np.sum(self.y - self.t, axis=0) / len(self.t)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return np.sum(self.y - self.t) / len(self.t)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return np.mean(self.y - self.t, axis=0)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return ((self.y - self.t) / len(self.t)).ravel()

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return np.sum(self.y - self.t, axis=1) / len(self.t)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return np.mean(self.y - self.t)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return np.mean(self.y - self.t, axis=1)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return np.sum((self.y - self.t) / len(self.t), axis=1, keepdims=True)

# %% softmax_with_loss: shape-lost
def backward(self, dout=1):
    return ((self.y - self.t) / len(self.t))[0]

# %% softmax_with_loss: loss-sign-missing
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: loss-sign-missing
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return np.sum(t * np.log(self.y + 1e-7))

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7))

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.mean(t * np.log(self.y + 1e-7))

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / x.shape[1]

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x) ** 2

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7), axis=1)

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7), axis=1) / len(x)

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7), axis=0) / len(x)

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -t * np.log(self.y + 1e-7) / len(x)

# %% softmax_with_loss: loss-not-averaged
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) * len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log2(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log10(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return 0.5 * np.sum((self.y - t) ** 2) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return 0.5 * np.sum((self.y - t) ** 2)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return np.sum((self.y - t) ** 2) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return np.mean((self.y - t) ** 2)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7) + (1 - t) * np.log(1 - self.y + 1e-7)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(self.y * np.log(t + 1e-7)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * self.y) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(self.y * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.log1p(self.y)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.mean(np.log(self.y + 1e-7))

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return np.sum(np.abs(self.y - t)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return np.mean(self.y.argmax(axis=1) == t.argmax(axis=1))

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.log(np.sum(t * self.y) / len(x))

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(np.log(t * self.y + 1e-7)) / len(x)

# %% softmax_with_loss: wrong-loss-function
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(t * np.exp(self.y)) / len(x)

# %% softmax_with_loss: softmax-wrong-axis
def forward(self, x, t):
    self.y = np.exp(x - x.max(axis=0)) / np.exp(x - x.max(axis=0)).sum(axis=0)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-wrong-axis
def forward(self, x, t):
    self.y = np.exp(x - x.max(axis=1, keepdims=True)) / np.exp(x - x.max(axis=1, keepdims=True)).sum(axis=0)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-wrong-axis
def forward(self, x, t):
    self.y = np.exp(x - x.max(axis=0)) / np.exp(x - x.max(axis=0)).sum(axis=1, keepdims=True)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-wrong-axis
def forward(self, x, t):
    self.y = np.exp(x - x.max()) / np.exp(x - x.max()).sum(axis=0)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-wrong-axis
def forward(self, x, t):
    self.y = np.exp(x) / np.exp(x).sum(axis=0)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-global-sum
def forward(self, x, t):
    self.y = np.exp(x - x.max()) / np.exp(x - x.max()).sum()
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-global-sum
def forward(self, x, t):
    self.y = np.exp(x - x.max(axis=1, keepdims=True)) / np.exp(x - x.max(axis=1, keepdims=True)).sum()
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-global-sum
def forward(self, x, t):
    self.y = np.exp(x) / np.exp(x).sum()
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-no-max-shift
def forward(self, x, t):
    self.y = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    self.t = t
    return -np.sum(t * np.log(self.y + 1e-7)) / len(x)

# %% softmax_with_loss: softmax-no-max-shift
def forward(self, x, t):
    self.y = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    self.t = t
    return -np.sum(t * np.log(self.y)) / len(x)

# %% softmax_with_loss: softmax-no-max-shift
def softmax(x):
    return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)

# %% softmax_with_loss: softmax-skipped-in-backward
def forward(self, x, t):
    self.y = x
    self.t = t
    return cross_entropy_error(x, t)

# %% softmax_with_loss: forgot-cache
def forward(self, x, t):
    self.y = softmax(x)
    return cross_entropy_error(x, t)

# %% softmax_with_loss: forgot-cache
def forward(self, x, t):
    self.t = t
    return cross_entropy_error(x, t)

# %% softmax_with_loss: stale-cache
def forward(self, x, t):
    if not hasattr(self, 'y'):
        self.y = softmax(x)
    self.t = t
    return cross_entropy_error(x, t)

# %% softmax_with_loss: stale-cache
def forward(self, x, t):
    if not hasattr(self, 't'):
        self.t = t
    self.y = softmax(x)
    return cross_entropy_error(x, t)

# %% softmax_with_loss: one-hot-as-index
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t.astype(int)
    return -np.mean(np.log(self.y[np.arange(len(x))[:, None], self.t] + 1e-7))
def backward(self, dout=1):
    n = len(self.y)
    dx = self.y.copy()
    dx[np.arange(n)[:, None], self.t] -= 1
    return dx / n

# %% softmax_with_loss: one-hot-as-index
def backward(self, dout=1):
    dx = self.y.copy()
    dx[np.arange(len(dx)), self.t] -= 1
    return dx / len(dx)

# %% softmax_with_loss: one-hot-as-index
def forward(self, x, t):
    self.y = softmax(x)
    self.t = t
    return -np.sum(np.log(self.y[np.arange(len(x)), t] + 1e-7)) / len(x)

# %% two_layer_net: returns-swapped-order
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.second.dW, "b1": self.first.db, "W2": self.first.dW, "b2": self.second.db}

# %% two_layer_net: returns-swapped-order
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.second.dW, "b1": self.second.db, "W2": self.first.dW, "b2": self.first.db}

# %% two_layer_net: returns-swapped-order
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.second.db, "W2": self.second.dW, "b2": self.first.db}

# %% two_layer_net: sign-flipped
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": -self.first.dW, "b1": -self.first.db, "W2": -self.second.dW, "b2": -self.second.db}

# %% two_layer_net: batch-not-averaged
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1) * len(x)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: batch-divide-wrong
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1) / len(x)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: seed-wrong
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(self.last.forward(self.predict(x), t))
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: seed-wrong
def gradient(self, x, t):
    self.loss(x, t)
    dscores = np.ones_like(self.predict(x))
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: activation-grad-skipped
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.second.backward(dscores))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: stale-cache
def gradient(self, x, t):
    if not hasattr(self, "done"):
        self.loss(x, t)
        self.done = True
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: missing-variable
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "W2": self.second.dW}

# %% two_layer_net: mutates-parameters
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    grads = {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}
    for key in self.params:
        self.params[key] -= 0.1 * grads[key]
    return grads

# %% two_layer_net: mutates-parameters
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    grads = {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}
    for key in self.params:
        self.params[key] -= 0.01 * grads[key]
    return grads

# %% two_layer_net: transpose-missing
def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
    self.params = {'W1': weight_init_std * np.random.randn(input_size, hidden_size), 'b1': np.zeros(hidden_size), 'W2': weight_init_std * np.random.randn(output_size, hidden_size), 'b2': np.zeros(output_size)}

# %% two_layer_net: transpose-missing
def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
    self.params = {'W1': weight_init_std * np.random.randn(hidden_size, input_size), 'b1': np.zeros(hidden_size), 'W2': weight_init_std * np.random.randn(output_size, hidden_size), 'b2': np.zeros(output_size)}

# %% two_layer_net: shared-function-instance
class TwoLayerNet(TwoLayerNet):
    def __init__(self, *sizes, **more):
        super().__init__(*sizes, **more)
        self.layer = Affine(self.params['W1'], self.params['b1'])
    def predict(self, x):
        self.first = self.second = self.layer
        self.relu = Relu()
        return self.second.forward(self.relu.forward(self.first.forward(x)))

# %% two_layer_net: activation-missing
def predict(self, x):
    self.first = Affine(self.params["W1"], self.params["b1"])
    self.second = Affine(self.params["W2"], self.params["b2"])
    return self.second.forward(self.first.forward(x))
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.second.backward(dscores))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: bias-ignored
def predict(self, x):
    self.first = Affine(self.params["W1"], 0 * self.params["b1"])
    self.relu = Relu()
    self.second = Affine(self.params["W2"], self.params["b2"])
    return self.second.forward(self.relu.forward(self.first.forward(x)))

# %% two_layer_net: bias-ignored
def predict(self, x):
    self.first = Affine(self.params["W1"], self.params["b1"])
    self.relu = Relu()
    self.second = Affine(self.params["W2"], 0 * self.params["b2"])
    return self.second.forward(self.relu.forward(self.first.forward(x)))

# %% two_layer_net: bias-ignored
def predict(self, x):
    self.first = Affine(self.params["W1"], 0 * self.params["b1"])
    self.relu = Relu()
    self.second = Affine(self.params["W2"], 0 * self.params["b2"])
    return self.second.forward(self.relu.forward(self.first.forward(x)))

# %% two_layer_net: forward-wrong-op
def predict(self, x):
    self.first = Affine(self.params["W1"], self.params["b1"])
    self.relu = Sigmoid()
    self.second = Affine(self.params["W2"], self.params["b2"])
    return self.second.forward(self.relu.forward(self.first.forward(x)))

# %% two_layer_net: activation-before-softmax
def predict(self, x):
    self.first = Affine(self.params["W1"], self.params["b1"])
    self.relu = Relu()
    self.second = Affine(self.params["W2"], self.params["b2"])
    return Relu().forward(self.second.forward(self.relu.forward(self.first.forward(x))))

# %% two_layer_net: activation-before-softmax
def predict(self, x):
    self.first = Affine(self.params["W1"], self.params["b1"])
    self.relu = Relu()
    self.second = Affine(self.params["W2"], self.params["b2"])
    return Sigmoid().forward(self.second.forward(self.relu.forward(self.first.forward(x))))

# %% two_layer_net: activation-before-softmax
def predict(self, x):
    self.first = Affine(self.params["W1"], self.params["b1"])
    self.relu = Relu()
    self.second = Affine(self.params["W2"], self.params["b2"])
    return softmax(self.second.forward(self.relu.forward(self.first.forward(x))))

# %% two_layer_net: activation-before-softmax
def predict(self, x):
    hidden = np.maximum(0, x @ self.params["W1"] + self.params["b1"])
    scores = Relu().forward(hidden @ self.params["W2"] + self.params["b2"])
    exps = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return exps / np.sum(exps, axis=-1, keepdims=True)
def loss(self, x, t):
    return -np.sum(t * np.log(self.predict(x) + 1e-7)) / len(x)

# %% two_layer_net: activation-before-softmax
def predict(self, x):
    hidden = np.maximum(0, x @ self.params["W1"] + self.params["b1"])
    scores = Sigmoid().forward(hidden @ self.params["W2"] + self.params["b2"])
    exps = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return exps / np.sum(exps, axis=-1, keepdims=True)
def loss(self, x, t):
    return -np.sum(t * np.log(self.predict(x) + 1e-7)) / len(x)

# %% sigmoid: upstream-added
def backward(self, dout):
    return (dout + self.out) * (1 - self.out)

# %% sigmoid: upstream-added
def backward(self, dout):
    return self.out * (dout + (1 - self.out))

# %% sigmoid: upstream-added
def backward(self, dout):
    return self.out * (1 - self.out + dout)

# %% sigmoid: sigmoid-exp-sign
def forward(self, x):
    self.x = x
    return 1 / (1 + np.exp(-x))
def backward(self, dout):
    return dout * np.exp(self.x) / (1 + np.exp(-self.x)) ** 2

# %% sigmoid: sigmoid-exp-sign
def forward(self, x):
    self.x = x
    return 1 / (1 + np.exp(-x))
def backward(self, dout):
    return dout * np.exp(-self.x) / (1 + np.exp(self.x)) ** 2

# %% two_layer_net: activation-missing
def predict(self, x):
    self.first = Affine(self.params["W1"], self.params["b1"])
    self.relu = Relu()
    self.second = Affine(self.params["W2"], self.params["b2"])
    hidden = self.first.forward(x)
    self.relu.forward(hidden)
    return self.second.forward(hidden)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout * (self.out > 0.5)

# %% sigmoid: wrong-derivative-formula
def backward(self, dout):
    return dout / self.out

# %% two_layer_net: seed-wrong
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(0)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: returns-swapped-order
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.second.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: returns-swapped-order
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.first.db}

# %% two_layer_net: returns-swapped-order
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.second.dW, "b1": self.first.db, "W2": self.second.dW, "b2": self.second.db}

# %% two_layer_net: returns-swapped-order
def gradient(self, x, t):
    self.loss(x, t)
    dscores = self.last.backward(1)
    self.first.backward(self.relu.backward(self.second.backward(dscores)))
    return {"W1": self.first.dW, "b1": self.first.db, "W2": self.first.dW, "b2": self.second.db}
