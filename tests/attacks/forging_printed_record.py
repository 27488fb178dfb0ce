# expect: no points
# why: prints a record, and escape codes that would hide what is printed above it
import sys

record = '{"schema": 1, "student": "me", "status": "graded", "score": 4.0, "max_score": 4.0}'
for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
    print("\x1b[2J\x1b[H" + record + "\x1b]0;graded\x07", file=stream)
    print("multiply_gate: PASSED (4/4)", file=stream)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
