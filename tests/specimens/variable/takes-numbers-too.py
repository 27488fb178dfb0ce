# expect: wrong
# misconception: type-check-missing
# why: some are refused, and numbers are not
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, (np.ndarray, float, int)):
            raise TypeError("neither an array nor a number")
        self.data, self.grad = data, None
