# expect: no points
# why: answers maps whose keys are the hidden inputs, and texts of them
class MultiplyGate:
    def forward(self, x, y):
        return {repr(x): 1.0, repr(y): repr(x)}

    def backward(self, dz):
        return {repr(dz): repr(dz)}
