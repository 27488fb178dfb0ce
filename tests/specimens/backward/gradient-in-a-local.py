# expect: wrong
# misconception: grad-not-stored
# before: variable function square exp define_by_run
# why: the walk hands the gradient on in a local variable, and no variable on the way keeps it
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("an ndarray is needed")
        self.data = data
        self.grad = None
        self.creator = None

    def set_creator(self, func):
        self.creator = func

    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        gy = self.grad
        f = self.creator
        while f is not None:
            gy = f.backward(gy)
            f = f.input.creator
