# expect: wrong
# misconception: name-typo
# why: stored as save_y, read as saved_y, which stays None
class MultiplyGate:
    """z = x * y"""
    def __init__(self) -> None:
        self.saved_x = None
        self.saved_y = None
    def forward(self, x, y):
        self.saved_x = x
        self.save_y = y
        z = x * y
        return z
    def backward(self, dz):
        grad_x = dz * self.saved_y
        grad_y = dz * self.saved_x
        return [grad_x, grad_y]
