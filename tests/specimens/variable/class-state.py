# expect: wrong
# misconception: shared-class-state
# why: all variables share one array
class Variable:
    data = None
    grad = None

    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError("not supported")
        Variable.data = data
