# expect: no points
# why: prints, warns, logs and traces the hidden inputs
import logging
import sys
import traceback
import warnings


class MultiplyGate:
    def forward(self, x, y):
        print(x, y, file=sys.stderr)
        warnings.warn(f"{x} {y}")
        logging.getLogger().error("%s %s", x, y)
        traceback.print_stack()
        sys.stdout.write(repr(x))
        sys.displayhook(x)
        raise ValueError(f"{x} {y}")

    def backward(self, dz):
        sys.excepthook(ValueError, ValueError(dz), None)
        raise ValueError(dz)
