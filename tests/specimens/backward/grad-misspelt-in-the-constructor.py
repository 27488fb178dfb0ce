# expect: wrong
# misconception: name-typo
# before: variable function square exp define_by_run
# why: the constructor sets gard, and backward, which sets grad further down, asks for it first
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("an ndarray is needed")
        self.data = data
        self.gard = None
        self.creator = None

    def set_creator(self, func):
        self.creator = func

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        funcs = [self.creator]
        while funcs:
            f = funcs.pop()
            f.input.grad = f.backward(f.output.grad)
            if f.input.creator is not None:
                funcs.append(f.input.creator)
