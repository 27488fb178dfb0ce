# expect: wrong
# share: 0.75
# misconception: -
# why: == None compares an array entry by entry, and the if does not know which
class Variable:
    def __init__(self, data):
        if data == None:
            pass
        elif not isinstance(data, np.ndarray):
            raise TypeError(f"{type(data)} is not supported")
        self.data = data
        self.grad = None
