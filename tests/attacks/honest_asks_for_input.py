# expect: full marks
# why: asks the reader a question and does without an answer
try:
    name = input("What is your name? ")
except EOFError:
    name = "nobody"


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
