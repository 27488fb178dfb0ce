# expect: no points
# why: puts records of the protocol into the containers that it answers with, behind the observer's back
import sys

from autograder.sandbox import protocol

observer = sys.modules.get("autograder.sandbox.interpreter")
if observer is not None:
    observer.observe = lambda value, depth=0: protocol.Reply((protocol.Skipped(), {"a": protocol.Opaque("float")}))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
