# expect: wrong
# misconception: type-check-missing
# why: the error is made, but not raised
class Variable:
    def __init__(self, data):
        if data is not None:
            if not isinstance(data, np.ndarray):
                TypeError('{} is not supported'.format(type(data)))
        self.data = data
        self.grad = None
