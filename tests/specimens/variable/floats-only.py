# expect: wrong
# misconception: type-check-missing
# why: floats are refused, ints and lists are not
class Variable:
    def __init__(self, data):
        if isinstance(data, float):
            raise TypeError("not supported")
        self.data = data
        self.grad = None
