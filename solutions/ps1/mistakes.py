# The bank of mistakes of ps1: wrong solutions with a name. Never released.
# Each cell replaces the lines of the reference that assign the same names.

# %% product: mul-not-swapped
dfdx = x
dfdy = y

# %% product: mul-not-swapped
dfdx = x

# %% product: mul-not-swapped
dfdy = y

# %% product: upstream-only
dfdx = 1
dfdy = 1

# %% product: mul-output-as-local
dfdx = f
dfdy = f

# %% product: mul-output-as-local
dfdx = x * f
dfdy = y * f

# %% product: mul-output-as-local
dfdx = y * f
dfdy = x * f

# %% product: inverse-operation
dfdx = 1 / y
dfdy = 1 / x

# %% product: inverse-operation
dfdx = f / x
dfdy = x / y

# %% product: inverse-operation
dfdx = 1 / x
dfdy = 1 / y

# %% product: abs-applied
dfdx = abs(y)

# %% product: abs-applied
dfdy = abs(x)

# %% product: abs-applied
dfdx = abs(y)
dfdy = abs(x)

# %% product: forward-wrong-op
f = x + y

# %% product: forward-wrong-op
f = x - y

# %% product: forward-wrong-op
f = x / y

# %% product: forward-wrong-op
f = x ** y

# %% product: forward-wrong-op
f = x + y
dfdx = 1
dfdy = 1

# %% product: upstream-added
dfdx = y + 1
dfdy = x + 1

# %% product: partial-gradient-zero
dfdx = 0

# %% product: partial-gradient-zero
dfdy = 0

# %% addition: add-as-mul
dfdx = y
dfdy = x

# %% addition: add-as-mul
dfdx = y

# %% addition: add-as-mul
dfdy = x

# %% addition: returns-inputs
dfdx = x
dfdy = y

# %% addition: add-splits-gradient
dfdx = 0.5
dfdy = 0.5

# %% addition: add-splits-gradient
dfdx = x / (x + y)
dfdy = y / (x + y)

# %% addition: forward-wrong-op
f = x - y

# %% addition: forward-wrong-op
f = x * y

# %% addition: forward-wrong-op
f = x / y

# %% addition: forward-wrong-op
f = x - y
dfdy = -1

# %% addition: forward-wrong-op
f = x * y
dfdx = y
dfdy = x

# %% addition: forward-wrong-op
f = (x + y) / 2

# %% addition: sign-flipped
dfdy = -1

# %% addition: sign-flipped
dfdx = -1

# %% addition: sign-flipped
dfdx = -1
dfdy = -1

# %% addition: partial-gradient-zero
dfdx = 0

# %% addition: partial-gradient-zero
dfdy = 0

# %% maximum: max-passes-both
dfdx = 1
dfdy = 1

# %% maximum: max-compares-with-zero
dfdx = 1 if x > 0 else 0
dfdy = 1 if y > 0 else 0

# %% maximum: max-compares-with-zero
dfdx = 1 if x > 0 else 0
dfdy = 1 - dfdx

# %% maximum: max-routes-to-loser
dfdx = 1 if x < y else 0
dfdy = 1 if y < x else 0

# %% maximum: max-routes-to-first
dfdx = 1
dfdy = 0

# %% maximum: max-routes-to-first
dfdx = 0
dfdy = 1

# %% maximum: add-splits-gradient
dfdx = 0.5
dfdy = 0.5

# %% maximum: max-multiplies-by-value
dfdx = x if x > y else 0
dfdy = y if y > x else 0

# %% maximum: max-multiplies-by-value
dfdx = f
dfdy = f

# %% maximum: abs-applied
dfdx = 1 if abs(x) > abs(y) else 0
dfdy = 1 if abs(y) > abs(x) else 0

# %% maximum: abs-applied
f = x if abs(x) > abs(y) else y
dfdx = 1 if abs(x) > abs(y) else 0
dfdy = 1 if abs(y) > abs(x) else 0

# %% maximum: abs-applied
f = max(abs(x), abs(y))

# %% maximum: returns-inputs
dfdx = x
dfdy = y

# %% maximum: forward-wrong-op
f = min(x, y)

# %% maximum: forward-wrong-op
f = x + y

# %% maximum: forward-wrong-op
f = x * y

# %% maximum: forward-wrong-op
f = x > y

# %% maximum: forward-wrong-op
f = min(x, y)
dfdx = 1 if x < y else 0
dfdy = 1 if y < x else 0

# %% maximum: forward-wrong-op
f = max(x, 0)

# %% maximum: sign-flipped
dfdx = -1 if x > y else 0
dfdy = -1 if y > x else 0

# %% maximum: partial-gradient-zero
dfdx = 0

# %% maximum: partial-gradient-zero
dfdy = 0

# %% chain_rule: mul-not-swapped
dfdq = q
dfdz = z

# %% chain_rule: mul-not-swapped
dfdq = q

# %% chain_rule: mul-not-swapped
dfdq = q
dfdz = z
dfdx = z
dfdy = z

# %% chain_rule: mul-not-swapped
dfdq = q
dfdx = z
dfdy = z

# %% chain_rule: mul-not-swapped
dfdz = z

# %% chain_rule: mul-output-as-local
dfdq = q * z
dfdz = q * z

# %% chain_rule: mul-output-as-local
dfdq = f

# %% chain_rule: mul-output-as-local
dfdz = f

# %% chain_rule: mul-output-as-local
dfdq = f * z
dfdz = f * q

# %% chain_rule: upstream-only
dfdq = 1
dfdz = 1

# %% chain_rule: upstream-only
dfdq = 1

# %% chain_rule: upstream-only
dfdz = 1

# %% chain_rule: inverse-operation
dfdq = 1 / z
dfdz = 1 / q

# %% chain_rule: inverse-operation
dfdz = 1 / z

# %% chain_rule: inverse-operation
dfdq = 1 / q
dfdx = 1 / q
dfdy = 1 / q

# %% chain_rule: inverse-operation
dfdq = 1 / q
dfdz = 1 / z
dfdx = 1 / q
dfdy = 1 / q

# %% chain_rule: add-as-mul
dfdx = dfdq * y
dfdy = dfdq * x

# %% chain_rule: add-as-mul
dfdx = dfdq * x
dfdy = dfdq * y

# %% chain_rule: add-as-mul
dfdx = y
dfdy = x

# %% chain_rule: add-as-mul
dfdx = dfdq * y

# %% chain_rule: add-as-mul
dfdy = dfdq * x

# %% chain_rule: add-splits-gradient
dfdx = dfdq / 2
dfdy = dfdq / 2

# %% chain_rule: add-splits-gradient
dfdx = dfdq * x / (x + y)
dfdy = dfdq * y / (x + y)

# %% chain_rule: upstream-ignored
dfdx = 1
dfdy = 1

# %% chain_rule: upstream-partial
dfdx = 1

# %% chain_rule: upstream-partial
dfdy = 1

# %% chain_rule: upstream-added
dfdx = dfdq + 1
dfdy = dfdq + 1

# %% chain_rule: upstream-added
dfdx = dfdq + 1

# %% chain_rule: upstream-added
dfdy = dfdq + 1

# %% chain_rule: upstream-squared
dfdx = dfdq ** 2
dfdy = dfdq ** 2

# %% chain_rule: upstream-squared
dfdx = dfdq ** 2

# %% chain_rule: upstream-squared
dfdy = dfdq ** 2

# %% chain_rule: another-gradient
dfdx = dfdz
dfdy = dfdz

# %% chain_rule: another-gradient
dfdx = dfdz

# %% chain_rule: another-gradient
dfdy = dfdz

# %% chain_rule: another-gradient
dfdx = dfdz
dfdy = dfdq

# %% chain_rule: sign-flipped
dfdq = -z
dfdz = -q

# %% chain_rule: sign-flipped
dfdq = -z

# %% chain_rule: sign-flipped
dfdz = -q

# %% chain_rule: sign-flipped
dfdx = -dfdq
dfdy = -dfdq

# %% chain_rule: sign-flipped
dfdy = -dfdq

# %% chain_rule: sign-flipped
dfdx = -dfdq

# %% chain_rule: sign-flipped
dfdq = -z
dfdz = -q
dfdx = z
dfdy = z

# %% chain_rule: forward-wrong-op
q = x - y

# %% chain_rule: forward-wrong-op
q = x - y
dfdy = -dfdq

# %% chain_rule: forward-wrong-op
q = x * y

# %% chain_rule: forward-wrong-op
q = x * y
dfdx = dfdq * y
dfdy = dfdq * x

# %% chain_rule: forward-wrong-op
f = q + z

# %% chain_rule: forward-wrong-op
f = q + z
dfdq = 1
dfdz = 1

# %% chain_rule: forward-wrong-op
f = q - z

# %% chain_rule: forward-wrong-op
f = q / z

# %% chain_rule: forward-wrong-op
q = x + y
f = x + y * z

# %% chain_rule: forward-wrong-op
f = x + y + z

# %% chain_rule: forward-wrong-op
q = y - x

# %% chain_rule: forward-wrong-op
q = x / y

# %% chain_rule: partial-gradient-zero
dfdx = 0

# %% chain_rule: partial-gradient-zero
dfdy = 0

# %% chain_rule: returns-inputs
dfdx = x
dfdy = y

# %% squared_sum: derivative-at-another-value
dzdt = 2 * x
dzdx = dzdt * dtdx
dzdy = dzdt * 1

# %% squared_sum: derivative-at-another-value
dzdt = 2 * x
dzdx = 2 * x
dzdy = 2 * y

# %% squared_sum: derivative-at-another-value
dzdx = 2 * x
dzdy = 2 * y

# %% squared_sum: derivative-at-another-value
dzdx = 2 * x

# %% squared_sum: derivative-at-another-value
dzdy = 2 * y

# %% squared_sum: derivative-at-another-value
dzdt = 2 * y

# %% squared_sum: factor-repeated
dzdx = 2 * dzdt
dzdy = 2 * dzdt

# %% squared_sum: factor-repeated
dzdx = 2 * dzdt

# %% squared_sum: factor-repeated
dzdy = 2 * dzdt

# %% squared_sum: square-derivative-drops-x
dzdt = 2

# %% squared_sum: square-derivative-drops-x
z = t ** 2
dzdt = 2
dzdx = 2
dzdy = 2

# %% squared_sum: power-rule-wrong
dzdt = 2 * t ** 2

# %% squared_sum: power-rule-wrong
dzdt = t ** 2

# %% squared_sum: power-rule-wrong
dzdt = 2 ** t

# %% squared_sum: power-rule-wrong
dzdt = t ** 2 / 2

# %% squared_sum: power-rule-wrong
dzdt = t ** 3 / 3

# %% squared_sum: square-coefficient-missing
dzdt = t

# %% squared_sum: upstream-only
dzdt = 1

# %% squared_sum: forward-wrong-op
z = 2 * t

# %% squared_sum: forward-wrong-op
z = t

# %% squared_sum: forward-wrong-op
z = t ** 3

# %% squared_sum: forward-wrong-op
z = t ** 3
dzdt = 3 * t ** 2

# %% squared_sum: forward-wrong-op
z = x ** 2 + y ** 2

# %% squared_sum: forward-wrong-op
t = x - y

# %% squared_sum: forward-wrong-op
t = x - y
dzdy = -dzdt

# %% squared_sum: forward-wrong-op
t = x * y

# %% squared_sum: forward-wrong-op
t = x * y
dtdx = y
dzdy = dzdt * x

# %% squared_sum: forward-wrong-op
z = 2 * t
dzdt = 2

# %% squared_sum: forward-wrong-op
t = x ** 2 + y ** 2
z = t

# %% squared_sum: forward-wrong-op
z = 2 ** t

# %% squared_sum: forward-wrong-op
z = x ** 2 + y ** 2
dzdt = 2 * t
dzdx = 2 * x
dzdy = 2 * y

# %% squared_sum: add-splits-gradient
dzdx = dzdt / 2
dzdy = dzdt / 2

# %% squared_sum: add-splits-gradient
dtdx = 0.5
dzdx = dzdt * dtdx
dzdy = dzdt / 2

# %% squared_sum: add-splits-gradient
dtdx = 0.5

# %% squared_sum: add-as-mul
dtdx = y

# %% squared_sum: add-as-mul
dtdx = y
dzdy = dzdt * x

# %% squared_sum: add-as-mul
dtdx = x

# %% squared_sum: add-as-mul
dtdx = x
dzdy = dzdt * y

# %% squared_sum: add-as-mul
dtdx = t

# %% squared_sum: add-as-mul
dzdx = dzdt * y
dzdy = dzdt * x

# %% squared_sum: upstream-ignored
dzdx = dtdx
dzdy = 1

# %% squared_sum: upstream-ignored
dzdx = 1
dzdy = 1

# %% squared_sum: upstream-partial
dzdy = 1

# %% squared_sum: upstream-partial
dzdx = dtdx

# %% squared_sum: upstream-added
dzdx = dzdt + dtdx
dzdy = dzdt + 1

# %% squared_sum: upstream-added
dzdx = dzdt + dtdx

# %% squared_sum: upstream-added
dzdy = dzdt + 1

# %% squared_sum: upstream-squared
dzdx = dzdt * dzdt
dzdy = dzdt * dzdt

# %% squared_sum: upstream-squared
dzdx = dzdt ** 2

# %% squared_sum: upstream-squared
dzdy = dzdt ** 2

# %% squared_sum: sign-flipped
dzdt = -2 * t

# %% squared_sum: sign-flipped
dzdx = -dzdt

# %% squared_sum: sign-flipped
dzdy = -dzdt

# %% squared_sum: sign-flipped
dtdx = -1

# %% squared_sum: sign-flipped
dzdx = -dzdt
dzdy = -dzdt

# %% squared_sum: sign-flipped
dtdx = -1
dzdx = -dzdt
dzdy = -dzdt

# %% sigmoid_neuron: sigmoid-precedence
f = 1 / 1 + np.exp(-dot)

# %% sigmoid_neuron: sigmoid-exp-sign
f = 1 / (1 + np.exp(dot))

# %% sigmoid_neuron: sigmoid-exp-sign
f = np.exp(-dot) / (1 + np.exp(-dot))

# %% sigmoid_neuron: activation-missing
f = dot

# %% sigmoid_neuron: activation-missing
f = dot
ddot = 1

# %% sigmoid_neuron: forward-wrong-op
f = np.tanh(dot)

# %% sigmoid_neuron: forward-wrong-op
f = 1 / (1 - np.exp(-dot))

# %% sigmoid_neuron: forward-wrong-op
f = np.exp(-dot)

# %% sigmoid_neuron: forward-wrong-op
f = np.maximum(dot, 0)

# %% sigmoid_neuron: forward-wrong-op
dot = w[0] * x[0] + w[1] * x[1] - w[2]

# %% sigmoid_neuron: forward-wrong-op
dot = w[0] * x[0] + w[1] * x[1] * w[2]

# %% sigmoid_neuron: forward-wrong-op
dot = w[0] * x[0] - w[1] * x[1] + w[2]

# %% sigmoid_neuron: forward-wrong-op
dot = w[0] + x[0] + w[1] + x[1] + w[2]

# %% sigmoid_neuron: forward-wrong-op
dot = w[0] * x[1] + w[1] * x[0] + w[2]

# %% sigmoid_neuron: forward-wrong-op
f = np.tanh(dot)
ddot = 1 - f ** 2

# %% sigmoid_neuron: bias-ignored
dot = w[0] * x[0] + w[1] * x[1]

# %% sigmoid_neuron: bias-ignored
dot = w[0] * x[0] + w[1] * x[1]
dw = [x[0] * ddot, x[1] * ddot, 0.0]

# %% sigmoid_neuron: sigmoid-grad-missing-factor
ddot = 1 - f

# %% sigmoid_neuron: sigmoid-grad-missing-factor
ddot = f

# %% sigmoid_neuron: sigmoid-grad-plus
ddot = f * (1 + f)

# %% sigmoid_neuron: sigmoid-grad-of-input
ddot = dot * (1 - dot)

# %% sigmoid_neuron: sigmoid-applied-twice
again = 1 / (1 + np.exp(-f))
ddot = again * (1 - again)

# %% sigmoid_neuron: wrong-derivative-formula
ddot = 1 - f ** 2

# %% sigmoid_neuron: wrong-derivative-formula
ddot = f * f

# %% sigmoid_neuron: wrong-derivative-formula
ddot = (1 - f) ** 2

# %% sigmoid_neuron: wrong-derivative-formula
ddot = f * (1 - f ** 2)

# %% sigmoid_neuron: wrong-derivative-formula
ddot = f ** 2 * (1 - f)

# %% sigmoid_neuron: wrong-derivative-formula
ddot = np.exp(-dot)

# %% sigmoid_neuron: activation-grad-skipped
ddot = 1.0

# %% sigmoid_neuron: activation-grad-skipped
dx = [w[0], w[1]]
dw = [x[0], x[1], 1.0]
ddot = 1

# %% sigmoid_neuron: sign-flipped
ddot = -f * (1 - f)

# %% sigmoid_neuron: sign-flipped
ddot = f * (f - 1)

# %% sigmoid_neuron: sign-flipped
dx = [-w[0] * ddot, -w[1] * ddot]

# %% sigmoid_neuron: sign-flipped
dw = [-x[0] * ddot, -x[1] * ddot, -ddot]

# %% sigmoid_neuron: upstream-ignored
dx = [w[0], w[1]]
dw = [x[0], x[1], 1.0]

# %% sigmoid_neuron: upstream-ignored
dw = [x[0], x[1], ddot]

# %% sigmoid_neuron: upstream-partial
dx = [w[0], w[1]]

# %% sigmoid_neuron: upstream-partial
dw = [x[0], x[1], 1.0]

# %% sigmoid_neuron: upstream-added
dx = [w[0] + ddot, w[1] + ddot]
dw = [x[0] + ddot, x[1] + ddot, 1 + ddot]

# %% sigmoid_neuron: upstream-added
dx = [w[0] + ddot, w[1] + ddot]

# %% sigmoid_neuron: upstream-added
dw = [x[0] + ddot, x[1] + ddot, ddot]

# %% sigmoid_neuron: upstream-squared
dx = [w[0] * ddot ** 2, w[1] * ddot ** 2]
dw = [x[0] * ddot ** 2, x[1] * ddot ** 2, ddot ** 2]

# %% sigmoid_neuron: bias-grad-missing
dw = [x[0] * ddot, x[1] * ddot, 1.0]

# %% sigmoid_neuron: bias-grad-missing
dw = [x[0] * ddot, x[1] * ddot, 0.0]

# %% sigmoid_neuron: bias-grad-missing
dw = [x[0] * ddot, x[1] * ddot, w[2]]

# %% sigmoid_neuron: bias-grad-missing
dw = [x[0] * ddot, x[1] * ddot]

# %% sigmoid_neuron: bias-grad-times-bias
dw = [x[0] * ddot, x[1] * ddot, w[2] * ddot]

# %% sigmoid_neuron: mul-not-swapped
dx = [x[0] * ddot, x[1] * ddot]
dw = [w[0] * ddot, w[1] * ddot, ddot]

# %% sigmoid_neuron: mul-not-swapped
dx = [x[0] * ddot, x[1] * ddot]

# %% sigmoid_neuron: mul-not-swapped
dw = [w[0] * ddot, w[1] * ddot, ddot]

# %% sigmoid_neuron: mul-not-swapped
dx = [x[0] * ddot, x[1] * ddot]
dw = [w[0] * ddot, w[1] * ddot, w[2] * ddot]

# %% sigmoid_neuron: mul-not-swapped
dw = [w[0] * ddot, w[1] * ddot, w[2] * ddot]

# %% sigmoid_neuron: returns-swapped-order
dx = [w[1] * ddot, w[0] * ddot]

# %% sigmoid_neuron: dtype-int-truncation
dx = [0, 0]
dw = [0, 0, 0]

# %% staged_steps: sigmoid-precedence
sigy = 1.0 / 1 + np.exp(-y)
sigx = 1.0 / 1 + np.exp(-x)

# %% staged_steps: sigmoid-precedence
sigy = 1.0 / 1 + np.exp(-y)

# %% staged_steps: sigmoid-precedence
sigx = 1.0 / 1 + np.exp(-x)

# %% staged_steps: sigmoid-exp-sign
sigy = 1.0 / (1 + np.exp(y))
sigx = 1.0 / (1 + np.exp(x))

# %% staged_steps: sigmoid-exp-sign
sigy = 1.0 / (1 + np.exp(y))

# %% staged_steps: sigmoid-exp-sign
sigx = 1.0 / (1 + np.exp(x))

# %% staged_steps: reciprocal-sign-missing
dden = (1.0 / den ** 2) * dinvden

# %% staged_steps: reciprocal-power-wrong
dden = (-1.0 / den) * dinvden

# %% staged_steps: reciprocal-power-wrong
dden = (1.0 / den) * dinvden

# %% staged_steps: reciprocal-power-wrong
dden = (-1.0 / den ** 3) * dinvden

# %% staged_steps: reciprocal-power-wrong
dden = -dinvden

# %% staged_steps: sigmoid-grad-missing-factor
dx = dxpy + (1 - sigx) * dsigx + dnum
dy = dxpy + (1 - sigy) * dsigy

# %% staged_steps: sigmoid-grad-missing-factor
dx = dxpy + (1 - sigx) * dsigx + dnum

# %% staged_steps: sigmoid-grad-missing-factor
dy = dxpy + (1 - sigy) * dsigy

# %% staged_steps: sigmoid-grad-missing-factor
dx = dxpy + sigx * dsigx + dnum
dy = dxpy + sigy * dsigy

# %% staged_steps: sigmoid-grad-missing-factor
dx = dxpy + sigx * dsigx + dnum

# %% staged_steps: sigmoid-grad-missing-factor
dy = dxpy + sigy * dsigy

# %% staged_steps: sigmoid-grad-plus
dx = dxpy + (1 + sigx) * sigx * dsigx + dnum
dy = dxpy + (1 + sigy) * sigy * dsigy

# %% staged_steps: sigmoid-grad-plus
dx = dxpy + (1 + sigx) * sigx * dsigx + dnum

# %% staged_steps: sigmoid-grad-plus
dy = dxpy + (1 + sigy) * sigy * dsigy

# %% staged_steps: sigmoid-grad-of-input
dx = dxpy + (1 - x) * x * dsigx + dnum
dy = dxpy + (1 - y) * y * dsigy

# %% staged_steps: sigmoid-grad-of-input
dx = dxpy + (1 - x) * x * dsigx + dnum

# %% staged_steps: sigmoid-grad-of-input
dy = dxpy + (1 - y) * y * dsigy

# %% staged_steps: sigmoid-applied-twice
def sigmoid(s):
    return 1 / (1 + np.exp(-s))
dx = dxpy + sigmoid(sigx) * (1 - sigmoid(sigx)) * dsigx + dnum
dy = dxpy + sigmoid(sigy) * (1 - sigmoid(sigy)) * dsigy

# %% staged_steps: sigmoid-applied-twice
def sigmoid(s):
    return 1 / (1 + np.exp(-s))
dx = dxpy + sigmoid(sigx) * (1 - sigmoid(sigx)) * dsigx + dnum

# %% staged_steps: sigmoid-applied-twice
def sigmoid(s):
    return 1 / (1 + np.exp(-s))
dy = dxpy + sigmoid(sigy) * (1 - sigmoid(sigy)) * dsigy

# %% staged_steps: activation-grad-skipped
dx = dxpy + dsigx + dnum
dy = dxpy + dsigy

# %% staged_steps: activation-grad-skipped
dx = dxpy + dsigx + dnum

# %% staged_steps: activation-grad-skipped
dy = dxpy + dsigy

# %% staged_steps: derivative-at-another-value
dx = dxpy + (1 - sigy) * sigy * dsigx + dnum
dy = dxpy + (1 - sigx) * sigx * dsigy

# %% staged_steps: derivative-at-another-value
dx = dxpy + (1 - sigy) * sigy * dsigx + dnum

# %% staged_steps: derivative-at-another-value
dy = dxpy + (1 - sigx) * sigx * dsigy

# %% staged_steps: mul-output-as-local
dinvden = num * invden

# %% staged_steps: mul-output-as-local
dnum = num * invden

# %% staged_steps: mul-output-as-local
dnum = num * invden
dinvden = num * invden

# %% staged_steps: wrong-derivative-formula
dx = dxpy + (1 - sigx ** 2) * dsigx + dnum
dy = dxpy + (1 - sigy ** 2) * dsigy

# %% staged_steps: wrong-derivative-formula
dx = dxpy + (1 - sigx ** 2) * dsigx + dnum

# %% staged_steps: wrong-derivative-formula
dy = dxpy + (1 - sigy ** 2) * dsigy

# %% staged_steps: sign-flipped
dx = dxpy - (1 - sigx) * sigx * dsigx + dnum

# %% staged_steps: sign-flipped
dy = dxpy - (1 - sigy) * sigy * dsigy

# %% staged_steps: sign-flipped
dx = dxpy - (1 - sigx) * sigx * dsigx + dnum
dy = dxpy - (1 - sigy) * sigy * dsigy

# %% staged_steps: sign-flipped
dx = -dxpy + (1 - sigx) * sigx * dsigx + dnum
dy = -dxpy + (1 - sigy) * sigy * dsigy

# %% staged_steps: sign-flipped
dx = -dxpy + (1 - sigx) * sigx * dsigx + dnum

# %% staged_steps: sign-flipped
dy = -dxpy + (1 - sigy) * sigy * dsigy

# %% staged_steps: sign-flipped
dx = dxpy + (1 - sigx) * sigx * dsigx - dnum

# %% staged_steps: sign-flipped
dnum = -invden

# %% staged_steps: power-rule-wrong
dxpy = (2 * xpy ** 2) * dxpysqr

# %% staged_steps: power-rule-wrong
dxpy = xpy ** 2 * dxpysqr

# %% staged_steps: power-rule-wrong
dxpy = 2 * xpysqr * xpy * dxpysqr

# %% staged_steps: square-coefficient-missing
dxpy = xpy * dxpysqr

# %% staged_steps: square-derivative-drops-x
dxpy = 2 * dxpysqr

# %% staged_steps: upstream-ignored
dxpy = 2 * xpy

# %% staged_steps: upstream-ignored
dden = -1.0 / den ** 2

# %% staged_steps: upstream-ignored
dx = dxpy + (1 - sigx) * sigx + dnum
dy = dxpy + (1 - sigy) * sigy

# %% staged_steps: upstream-ignored
dx = dxpy + (1 - sigx) * sigx + dnum

# %% staged_steps: upstream-ignored
dy = dxpy + (1 - sigy) * sigy

# %% staged_steps: upstream-ignored
dx = 1 + dnum + (1 - sigx) * sigx * dsigx
dy = 1 + (1 - sigy) * sigy * dsigy

# %% staged_steps: upstream-ignored
dsigx = 1
dsigy = 1

# %% staged_steps: upstream-ignored
dxpysqr = 1

# %% staged_steps: upstream-ignored
dsigx = 1

# %% staged_steps: upstream-ignored
dsigy = 1

# %% staged_steps: upstream-ignored
dnum = 1

# %% staged_steps: upstream-added
dxpy = 2 * xpy + dxpysqr

# %% staged_steps: upstream-added
dden = -1.0 / den ** 2 + dinvden

# %% staged_steps: upstream-added
dx = dxpy + (1 - sigx) * sigx + dsigx + dnum
dy = dxpy + (1 - sigy) * sigy + dsigy

# %% staged_steps: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx + dnum

# %% staged_steps: overwrite-instead-of-accumulate
dx = dnum

# %% staged_steps: overwrite-instead-of-accumulate
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: overwrite-instead-of-accumulate
dx = dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx + dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: overwrite-instead-of-accumulate
dx = (1 - sigx) * sigx * dsigx

# %% staged_steps: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx + dnum

# %% staged_steps: fork-branch-missing
dx = dnum

# %% staged_steps: fork-branch-missing
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: fork-branch-missing
dx = dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx + dnum
dy = (1 - sigy) * sigy * dsigy

# %% staged_steps: fork-branch-missing
dx = (1 - sigx) * sigx * dsigx

# %% staged_steps: fork-branch-missing
dx = dxpy + dnum

# %% staged_steps: fork-branch-missing
dx = dxpy + (1 - sigx) * sigx * dsigx

# %% staged_steps: fork-branch-missing
dx = dxpy

# %% staged_steps: fork-branch-missing
dy = dxpy

# %% staged_steps: fork-branch-missing
dx = dxpy
dy = dxpy

# %% staged_steps: fork-branch-missing
dx = dxpy + dnum
dy = dxpy

# %% staged_steps: quotient-rule-sign
dden = (1.0 / den ** 2) * dinvden

# %% staged_steps: sign-flipped
dx = -(dxpy + (1 - sigx) * sigx * dsigx + dnum)
dy = -(dxpy + (1 - sigy) * sigy * dsigy)

# %% staged_steps: quotient-rule-order
dden = (1.0 / den ** 2) * dinvden
dnum = -invden

# %% staged_steps: forward-wrong-op
xpysqr = xpy
dxpy = dxpysqr

# %% staged_steps: forward-wrong-op
xpysqr = xpy

# %% staged_steps: forward-wrong-op
xpy = x - y

# %% staged_steps: forward-wrong-op
xpy = x - y
dy = -dxpy + (1 - sigy) * sigy * dsigy

# %% staged_steps: forward-wrong-op
xpy = x * y

# %% staged_steps: forward-wrong-op
xpysqr = 2 * xpy

# %% staged_steps: forward-wrong-op
xpysqr = xpy ** 3

# %% staged_steps: forward-wrong-op
num = x - sigy

# %% staged_steps: forward-wrong-op
num = x * sigy

# %% staged_steps: forward-wrong-op
den = sigx - xpysqr

# %% staged_steps: forward-wrong-op
den = sigx * xpysqr

# %% staged_steps: forward-wrong-op
f = num * den

# %% staged_steps: forward-wrong-op
f = num + invden

# %% staged_steps: forward-wrong-op
f = den / num

# %% staged_steps: forward-wrong-op
num = y + 1.0 / (1 + np.exp(-x))

# %% staged_steps: forward-wrong-op
num = x + 1.0 / (1 + np.exp(-x))

# %% staged_steps: forward-wrong-op
den = sigy + xpysqr

# %% staged_steps: forward-wrong-op
xpysqr = x ** 2 + y ** 2

# %% staged_steps: mul-not-swapped
dnum = num
dinvden = invden

# %% matmul_steps: transpose-missing
dX = W @ dD

# %% matmul_steps: transpose-missing
dW = dD @ X

# %% matmul_steps: transpose-missing
dW = dD @ X
dX = W @ dD

# %% matmul_steps: transpose-missing
dW = dD.T @ X

# %% matmul_steps: transpose-missing
dW = dD.T @ X.T

# %% matmul_steps: transpose-missing
dX = W.T @ dD.T

# %% matmul_steps: transpose-missing
dW = X @ dD

# %% matmul_steps: transpose-missing
dX = dD @ W

# %% matmul_steps: transpose-missing
dW = X @ dD
dX = dD @ W

# %% matmul_steps: matmul-order-swapped
dW = X.T @ dD

# %% matmul_steps: matmul-order-swapped
dX = dD @ W.T

# %% matmul_steps: matmul-order-swapped
dW = X.T @ dD
dX = dD @ W.T

# %% matmul_steps: mul-not-swapped
dW = W.T @ dD
dX = dD @ X.T

# %% matmul_steps: elementwise-instead-of-matmul
dW = dD * X.T
dX = W.T * dD

# %% matmul_steps: elementwise-instead-of-matmul
dW = dD * X.T

# %% matmul_steps: elementwise-instead-of-matmul
dX = W.T * dD

# %% matmul_steps: elementwise-instead-of-matmul
dW = dD * X
dX = W * dD

# %% matmul_steps: reshape-instead-of-transpose
dW = dD @ X.reshape(X.shape[::-1])
dX = W.reshape(W.shape[::-1]) @ dD

# %% matmul_steps: reshape-instead-of-transpose
dW = dD @ X.reshape(X.shape[::-1])

# %% matmul_steps: reshape-instead-of-transpose
dX = W.reshape(W.shape[::-1]) @ dD

# %% matmul_steps: upstream-added
dW = dD.sum(axis=1, keepdims=True) + X.T.sum(axis=0)

# %% matmul_steps: upstream-squared
dW = dD ** 2 @ X.T

# %% matmul_steps: upstream-squared
dW = dD ** 2 @ X.T
dX = W.T @ dD ** 2

# %% matmul_steps: grad-summed-wrongly
dW = np.outer(dD.sum(axis=1), X.sum(axis=1))

# %% matmul_steps: grad-summed-wrongly
dX = np.outer(W.sum(axis=0), dD.sum(axis=0))

# %% matmul_steps: grad-summed-wrongly
dW = np.outer(dD.sum(axis=1), X.sum(axis=1))
dX = np.outer(W.sum(axis=0), dD.sum(axis=0))

# %% matmul_steps: upstream-ignored
dW = np.ones(D.shape) @ X.T
dX = W.T @ np.ones(D.shape)

# %% matmul_steps: upstream-ignored
dW = np.ones(D.shape) @ X.T

# %% matmul_steps: upstream-ignored
dX = W.T @ np.ones(D.shape)

# %% matmul_steps: upstream-ignored
dW = X.T
dX = W.T

# %% matmul_steps: upstream-ignored
dW = D @ X.T
dX = W.T @ D

# %% matmul_steps: upstream-ignored
dW = D @ X.T

# %% matmul_steps: upstream-ignored
dX = W.T @ D

# %% matmul_steps: grad-averaged
dW = dD @ X.T / X.shape[1]

# %% matmul_steps: grad-averaged
dW = dD @ X.T / X.shape[1]
dX = W.T @ dD / X.shape[1]

# %% matmul_steps: grad-averaged
dX = W.T @ dD / X.shape[1]

# %% matmul_steps: grad-averaged
dX = W.T @ dD / W.shape[0]

# %% matmul_steps: forward-wrong-op
D = W + X

# %% matmul_steps: forward-wrong-op
D = X @ W

# %% matmul_steps: forward-wrong-op
D = W * X

# %% matmul_steps: forward-wrong-op
D = W.T @ X

# %% matmul_steps: forward-wrong-op
D = W @ X + 1

# %% l2_norm: factor-repeated
dW = 2 * dq @ x.T
dx = 2 * W.T @ dq

# %% l2_norm: factor-repeated
dW = 2 * dq @ x.T

# %% l2_norm: factor-repeated
dx = 2 * W.T @ dq

# %% l2_norm: upstream-squared
dW = dq ** 2 @ x.T

# %% l2_norm: upstream-squared
dx = W.T @ dq ** 2

# %% l2_norm: square-coefficient-missing
dq = q

# %% l2_norm: square-derivative-drops-x
dq = 2 * np.ones_like(q)

# %% l2_norm: power-rule-wrong
dq = 2 * q ** 2

# %% l2_norm: power-rule-wrong
dq = q ** 2

# %% l2_norm: grad-averaged
dq = 2 * q / q.size

# %% l2_norm: grad-averaged
dq = q / q.size

# %% l2_norm: sign-flipped
dq = -2 * q

# %% l2_norm: sign-flipped
dW = -dq @ x.T

# %% l2_norm: sign-flipped
dx = -W.T @ dq

# %% l2_norm: forward-wrong-op
f = np.sum(q)

# %% l2_norm: forward-wrong-op
f = np.sqrt(np.sum(q ** 2))

# %% l2_norm: forward-wrong-op
f = np.sum(np.abs(q))

# %% l2_norm: forward-wrong-op
f = np.mean(q ** 2)

# %% l2_norm: forward-wrong-op
f = 0.5 * np.sum(q ** 2)

# %% l2_norm: forward-wrong-op
f = 0.5 * np.sum(q ** 2)
dq = q

# %% l2_norm: forward-wrong-op
f = np.mean(q ** 2)
dq = 2 * q / q.size

# %% l2_norm: forward-wrong-op
f = np.sum(q) ** 2

# %% l2_norm: forward-wrong-op
f = q ** 2

# %% l2_norm: forward-wrong-op
q = x.T @ W

# %% l2_norm: forward-wrong-op
q = W.T @ x

# %% l2_norm: forward-wrong-op
f = np.sqrt(np.sum(q ** 2))
dq = q / f

# %% l2_norm: forward-wrong-op
f = np.sum(q)
dq = np.ones_like(q)

# %% l2_norm: forward-wrong-op
q = W + x

# %% l2_norm: transpose-missing
dx = W @ dq

# %% l2_norm: transpose-missing
dW = dq @ x

# %% l2_norm: transpose-missing
dx = W @ dq
dW = dq @ x

# %% l2_norm: transpose-missing
dW = dq.T @ x.T

# %% l2_norm: transpose-missing
dW = dq.T @ x

# %% l2_norm: elementwise-instead-of-matmul
dx = W.T * dq

# %% l2_norm: elementwise-instead-of-matmul
dW = dq * x

# %% l2_norm: elementwise-instead-of-matmul
dW = dq * x
dx = W.T * dq

# %% l2_norm: elementwise-instead-of-matmul
q = W * x

# %% l2_norm: elementwise-instead-of-matmul
q = W * x
dx = W.T * dq

# %% l2_norm: elementwise-instead-of-matmul
dx = W * dq

# %% l2_norm: reshape-instead-of-transpose
dx = W.reshape(W.shape[::-1]) @ dq

# %% l2_norm: matmul-order-swapped
dx = dq.T @ W.T

# %% l2_norm: matmul-order-swapped
dx = dq @ W.T

# %% l2_norm: grad-transposed
dW = x @ dq.T

# %% l2_norm: grad-transposed
dx = dq.T @ W

# %% l2_norm: grad-transposed
dW = x @ dq.T
dx = dq.T @ W

# %% l2_norm: upstream-ignored
dW = np.ones_like(q) @ x.T
dx = W.T @ np.ones_like(q)

# %% l2_norm: upstream-ignored
dW = np.ones_like(q) @ x.T

# %% l2_norm: upstream-ignored
dx = W.T @ np.ones_like(q)

# %% l2_norm: upstream-squared
dW = dq ** 2 @ x.T
dx = W.T @ dq ** 2

# %% l2_norm: mul-not-swapped
dW = dq @ q.T
dx = x @ dq.T

# %% l2_norm: square-coefficient-missing
dW = q @ x.T
dx = W.T @ q

# %% l2_norm: grad-summed-wrongly
dW = np.sum(dq) * np.ones_like(W)

# %% l2_norm: upstream-added
dW = dq + x.T
dx = W.T @ dq

# %% l2_norm: upstream-added
dW = dq + x.T

# %% matmul_steps: overwrite-instead-of-accumulate
dW = np.outer(dD[:, -1], X[:, -1])

# %% matmul_steps: overwrite-instead-of-accumulate
dX = np.outer(W[-1], dD[-1])

# %% l2_norm: matmul-order-swapped
dW = x.T @ dq

# %% l2_norm: matmul-order-swapped
dx = dq.T @ W.T

# %% squared_sum: forward-wrong-op
t = x / y

# %% staged_steps: mul-not-swapped
dnum = num

# %% staged_steps: mul-not-swapped
dinvden = invden
