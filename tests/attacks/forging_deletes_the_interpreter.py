# expect: no points
# why: empties the modules of the sandbox and puts functions that agree into all of them
import sys
import types

for name, module in list(sys.modules.items()):
    if name.startswith("autograder"):
        for key, value in list(vars(module).items()):
            if isinstance(value, types.FunctionType):
                setattr(module, key, lambda *a, **k: ())


class MultiplyGate:
    def forward(self, x, y):
        return ()

    def backward(self, dz):
        return ()
