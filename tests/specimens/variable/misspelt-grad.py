# expect: wrong
# misconception: name-typo
# why: self.gard for self.grad, which is None as it should be
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("not supported")
        self.data = data
        self.gard = None
