# expect: no points
# why: says of every step that it could not be taken because of another
import sys

from autograder.sandbox import protocol

observer = sys.modules.get("autograder.sandbox.interpreter")
if observer is not None:
    observer.observe = lambda value, depth=0: protocol.Skipped()


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
