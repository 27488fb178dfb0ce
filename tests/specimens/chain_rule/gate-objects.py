# expect: right
# why: small gate classes
x = -2
y = 5
z = -4



class Mul:
    def forward(self, a, b):
        self.saved = a, b
        return a * b

    def backward(self, upstream):
        a, b = self.saved
        return b * upstream, a * upstream


class Add:
    def forward(self, a, b):
        return a + b

    def backward(self, upstream):
        return upstream, upstream


add, mul = Add(), Mul()
q = add.forward(x, y)
f = mul.forward(q, z)
dfdq, dfdz = mul.backward(1.0)
dfdx, dfdy = add.backward(dfdq)
