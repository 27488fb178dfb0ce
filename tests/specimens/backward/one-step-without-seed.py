# expect: wrong
# misconception: grad-not-seeded
# why: None is multiplied in a function of the framework
# before: variable function define_by_run
class Variable:
    def __init__(self, data):
        if not (data is None or isinstance(data, np.ndarray)):
            raise TypeError("arrays only")
        self.data, self.grad, self.creator = data, None, None

    def set_creator(self, func):
        self.creator = func

    def backward(self):
        f = self.creator
        f.input.grad = f.backward(self.grad)
