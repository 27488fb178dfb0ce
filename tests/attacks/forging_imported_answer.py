# assignment: ps3
# question: affine
# expect: no points
# why: takes the layer that is asked for from a file that it does not hand in, and calls it its own
from common.layers import *


class Affine(Affine):
    pass
