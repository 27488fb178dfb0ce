# expect: wrong
# misconception: name-typo
# why: self.date for self.data
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("not supported")
        self.date = data
        self.grad = None
