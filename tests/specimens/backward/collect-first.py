# expect: right
# why: collects the path first, then goes through it
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

    def _path(self):
        function = self.creator
        while function is not None:
            yield function
            function = function.input.creator

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data, dtype=float)
        gradient = self.grad
        for function in list(self._path()):
            gradient = function.backward(gradient)
            function.input.grad = gradient
