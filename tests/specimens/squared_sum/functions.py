# expect: right
# why: forward and backward as functions
x = 1.5
y = -4


def forward(x, y):
    t = x + y
    return t, pow(t, 2)


def backward(t):
    dzdt = 2.0 * t
    return dzdt, 1, dzdt, dzdt


t, z = forward(x, y)
dzdt, dtdx, dzdx, dzdy = backward(t)
