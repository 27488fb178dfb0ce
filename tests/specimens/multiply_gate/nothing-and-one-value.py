# expect: wrong
# misconception: returns-none
# why: forward returns nothing, backward one value of two
class MultiplyGate(object):
    # gate: z = xy
    def forward(self, inp1, inp2):
        self.cache = (inp1, inp2)
        inp1 * inp2
    def backward(self, up):
        a, b = self.cache
        return up * b
