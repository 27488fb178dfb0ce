# expect: right
# why: the check sits in a setter; grad is a default of the class
class Variable:
    grad = None

    def __init__(self, data=None, name=""):
        self.name = name
        self.data = data

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, value):
        if value is None or isinstance(value, np.ndarray):
            self._data = value
        else:
            raise TypeError(value)
