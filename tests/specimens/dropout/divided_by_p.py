# expect: wrong
# misconception: dropout-share-exchanged
# share: 0
# why: p for 1 - p
class Dropout:
    """Drops entries, and makes up for them with the others."""

    def __init__(self, p):
        """p is the share of entries that is dropped."""
        self.p = p

    def forward(self, x, mask):
        """Return x where mask is True, divided by 1 - p, and 0 elsewhere."""
        self.mask = mask
        return x * mask / self.p

    def backward(self, dout):
        """Return dx for the upstream gradient dout."""
        return dout * self.mask / self.p
