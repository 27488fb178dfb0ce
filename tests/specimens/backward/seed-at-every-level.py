# expect: wrong
# misconception: seed-overwrites-grad
# why: each level starts with ones again
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
        v = self
        while v.creator is not None:
            v.grad = np.ones_like(v.data)
            f = v.creator
            f.input.grad = f.backward(v.grad)
            v = f.input
