# expect: wrong
# misconception: -
# why: there is no attribute grad
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("not supported")
        self.data = data
