# expect: no points
# why: never returns from its constructor
class MultiplyGate:
    def __init__(self):
        while True:
            pass
