# expect: wrong
# misconception: -
# share: 0.3333
# why: backward asks for a mask that nobody kept
class Dropout:
    """Drops entries, and makes up for them with the others."""

    def __init__(self, p):
        """p is the share of entries that is dropped."""
        self.p = p

    def forward(self, x, mask):
        """Return x where mask is True, divided by 1 - p, and 0 elsewhere."""
        return x * mask / (1 - self.p)

    def backward(self, dout):
        """Return dx for the upstream gradient dout."""
        return dout * self.mask / (1 - self.p)
