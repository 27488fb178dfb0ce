# expect: wrong
# misconception: -
# why: grad starts as zeros
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("not supported")
        self.data = data
        self.grad = 0 if data is None else np.zeros_like(data)
