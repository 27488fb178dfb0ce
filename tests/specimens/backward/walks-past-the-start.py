# expect: wrong
# misconception: leaf-not-guarded
# why: a loop without an end calls backward of None
# before: variable function define_by_run
class Variable:
    def __init__(self, data):
        if not (data is None or isinstance(data, np.ndarray)):
            raise TypeError("arrays only")
        self.data, self.grad, self.creator = data, None, None

    def set_creator(self, func):
        self.creator = func

    def backward(self):
        self.grad = np.ones_like(self.data) if self.grad is None else self.grad
        f = self.creator
        while 1:
            f.input.grad = f.backward(f.output.grad)
            f = f.input.creator
