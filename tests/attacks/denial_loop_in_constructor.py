# expect: no points
# why: never returns from its constructor
# slow: yes
class MultiplyGate:
    def __init__(self):
        while True:
            pass
