# expect: right
# why: one variable after the other, no list
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
        """역전파: y에서 x까지 거꾸로"""
        if self.grad is None:
            self.grad = np.ones(self.data.shape)
        here = self
        while here.creator:
            func = here.creator
            here, gy = func.input, here.grad
            here.grad = func.backward(gy)
