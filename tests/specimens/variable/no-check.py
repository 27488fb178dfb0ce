# expect: wrong
# misconception: type-check-missing
# why: anything goes in
class Variable:
    def __init__(self, data):
        self.data = data
        self.grad = None
