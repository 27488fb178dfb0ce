# expect: wrong
# misconception: wrong-derivative-formula
# why: a factor that no bank knows
class Sigmoid:
    def forward(self, x):
        self.kept = 1 / (1 + np.exp(-x))
        return self.kept

    def backward(self, dout):
        return -dout * np.sin(self.kept)
