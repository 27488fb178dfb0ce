# expect: wrong
# misconception: -
# why: None is refused too
class Variable:
    def __init__(self, data):
        if not isinstance(data, np.ndarray):
            raise TypeError("not supported")
        self.data = data
        self.grad = None
