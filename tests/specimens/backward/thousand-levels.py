# expect: wrong
# misconception: -
# why: gives up after a thousand functions
# before: variable, function, define_by_run
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("{} is not supported".format(type(data)))
        self.data = data
        self.grad = None
        self.creator = None

    def set_creator(self, func):
        self.creator = func

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        v = self
        for _ in range(1000):
            f = v.creator
            if f is None:
                break
            f.input.grad = f.backward(v.grad)
            v = f.input
