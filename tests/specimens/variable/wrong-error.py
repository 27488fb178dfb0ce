# expect: wrong
# misconception: -
# why: ValueError for TypeError
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise ValueError("not supported")
        self.data = data
        self.grad = None
