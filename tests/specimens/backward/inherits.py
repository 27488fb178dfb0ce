# expect: right
# why: adds the method to the earlier Variable by inheritance, a deque outside the class
# before: variable, function, define_by_run
from collections import deque


def _propagate(variable):
    todo = deque([variable])
    while todo:
        y = todo.popleft()
        if y.creator is None:
            continue
        x = y.creator.input
        x.grad = np.asarray(y.creator.backward(y.grad))
        todo.append(x)


class Variable(Variable):
    def __init__(self, data):
        super().__init__(data)
        self.name = None

    def backward(self):
        if self.grad is None:
            self.grad = np.full_like(self.data, 1)
        _propagate(self)

    def cleargrad(self):
        self.grad = None
