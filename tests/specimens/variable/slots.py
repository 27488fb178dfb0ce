# expect: right
# why: slots, a private helper, an error class of its own that is a TypeError, links of later steps
class NotAnArray(TypeError):
    """data가 ndarray가 아닐 때"""


def _checked(data):
    if data is None:
        return None
    if not issubclass(type(data), np.ndarray):
        raise NotAnArray(str(type(data)))
    return data


class Variable:
    __slots__ = ("data", "grad", "creator", "generation")

    def __init__(self, data):
        self.data = _checked(data)
        self.grad = None
        self.creator = None
        self.generation = 0
