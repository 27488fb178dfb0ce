# expect: wrong
# misconception: dunder-typo
# why: _init_ with single underscores
class Variable:
    def _init_(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("not supported")
        self.data = data
        self.grad = None
