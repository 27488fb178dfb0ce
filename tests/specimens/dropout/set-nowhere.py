# expect: wrong
# misconception: undefined-name
# why: forward reads kept, which nothing sets
class Dropout:
    def __init__(self, p): self.keep = 1 - p
    def forward(self, x, mask):
        self.m = mask / self.kept
        return x * self.m
    def backward(self, dout): return dout * self.m
