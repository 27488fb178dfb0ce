# expect: no points
# why: raises in lines that are no lines of its cell but digits of the hidden inputs
def at(line):
    exec(compile("\n" * (line % 100_000) + "raise ValueError", "<cell 0>", "exec"))


class MultiplyGate:
    def forward(self, x, y):
        at(int(abs(float(np.ravel(x)[0])) * 10**5))

    def backward(self, dz):
        at(int(abs(float(np.ravel(dz)[0])) * 10**5))
