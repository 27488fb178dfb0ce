# expect: wrong
# misconception: dropout-scale-missing
# share: 0
# why: what stays is not divided
class Dropout:
    """Drops entries, and makes up for them with the others."""

    def __init__(self, p):
        """p is the share of entries that is dropped."""
        self.p = p

    def forward(self, x, mask):
        """Return x where mask is True, divided by 1 - p, and 0 elsewhere."""
        self.mask = mask
        return x * mask

    def backward(self, dout):
        """Return dx for the upstream gradient dout."""
        return dout * self.mask
