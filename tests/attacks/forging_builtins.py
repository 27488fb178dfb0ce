# expect: no points
# why: replaces the builtins a careless judge would use
import builtins

builtins.abs = lambda value: 0
builtins.max = builtins.min = builtins.sum = lambda *args, **kwargs: 0
builtins.all = builtins.any = builtins.isinstance = lambda *args: True
builtins.print = lambda *args, **kwargs: None


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
