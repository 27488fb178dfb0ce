# expect: no points
# why: reads the solution's notebook wherever it may be and uses its class
import json
import pathlib

places = [
    pathlib.Path(root) / "solutions" / "ps2" / "gates.ipynb"
    for root in (".", "..", "../..", "/course", "/home", "/srv", "/root", "/tmp", "/autograder/source")
]
for place in places:
    try:
        for cell in json.loads(place.read_text())["cells"]:
            exec("".join(cell["source"]))
    except Exception:
        pass
if "MultiplyGate" not in globals():

    class MultiplyGate:
        def forward(self, x, y):
            return 0.0

        def backward(self, dz):
            return [0.0, 0.0]
