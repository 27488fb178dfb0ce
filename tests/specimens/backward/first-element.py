# expect: wrong
# share: 0.7917
# misconception: -
# why: only the first element of the gradient goes on: right for single numbers
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

        funcs = [self.creator]
        while funcs:
            f = funcs.pop()
            x, y = f.input, f.output
            x.grad = f.backward(y.grad.flat[0] if np.ndim(y.grad) else y.grad)

            if x.creator is not None:
                funcs.append(x.creator)
