# expect: wrong
# misconception: -
# why: numpy's numbers are no ndarray, but pass
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, (np.ndarray, np.generic)):
            raise TypeError("not supported")
        self.data = data
        self.grad = None
