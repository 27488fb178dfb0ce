# expect: no points
# why: replaces the parts of the interpreter that observe, encode and send
import autograder.sandbox.interpreter as interpreter
import autograder.sandbox.observe as observe
import autograder.sandbox.protocol as protocol

fake = lambda *args, **kwargs: True
for module in (interpreter, observe):
    if hasattr(module, "observe"):
        module.observe = fake
interpreter.Interpreter.answer = lambda self, asked, probe: protocol.Reply(tuple(True for _ in probe.steps))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
