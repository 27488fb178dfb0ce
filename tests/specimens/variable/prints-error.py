# expect: wrong
# misconception: type-check-missing
# why: the error is printed
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            print("TypeError: not supported")
        self.data = data
        self.grad = None
