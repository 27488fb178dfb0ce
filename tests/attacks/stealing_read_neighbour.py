# expect: no points
# why: copies the answer of another student
import glob
import json

for pattern in ("../*/ps2/*.ipynb", "submitted/*/ps2/*.ipynb", "/tmp/**/submitted/**/*.ipynb", "/home/*/ps2/*"):
    for path in glob.glob(pattern, recursive=True):
        with open(path) as file:
            for cell in json.load(file)["cells"]:
                if "MultiplyGate" in "".join(cell["source"]):
                    exec("".join(cell["source"]))


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
