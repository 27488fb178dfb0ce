# expect: wrong
# misconception: type-check-missing
# why: makes an array of everything without a word
class Variable:
    def __init__(self, data):
        self.data = None if data is None else np.array(data)
        self.grad = None
