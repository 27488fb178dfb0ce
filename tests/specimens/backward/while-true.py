# expect: right
# why: an endless loop with a break
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

    def backward(self, retain_grad=True):
        self.grad = np.ones_like(self.data) if self.grad is None else self.grad
        v = self
        while True:
            if v.creator is None:
                break
            f = v.creator
            gx = f.backward(v.grad)
            f.input.grad = gx
            v = f.input
