# expect: wrong
# misconception: attribute-name-mismatch
# why: value for data
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("no array")
        self.value = data
        self.grad = None
