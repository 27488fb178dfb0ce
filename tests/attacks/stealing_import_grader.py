# expect: no points
# why: imports the grader and asks it for the reference
import importlib

found = {}
for name in ("reference", "answer_key", "grader", "checks", "checks.gradient", "course", "notebook", "mistakes", "prober"):
    try:
        found[name] = importlib.import_module("autograder." + name)
    except ImportError:
        pass
if "reference" in found:
    raise SystemExit("the grader is within reach")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
