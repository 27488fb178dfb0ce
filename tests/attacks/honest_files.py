# expect: full marks
# why: saves arrays and text and reads them back
import json
import os
import pathlib
import pickle
import tempfile

values = np.arange(6.0).reshape(2, 3)
np.save("values.npy", values)
assert (np.load("values.npy") == values).all()
np.savetxt("values.txt", values)
assert np.loadtxt("values.txt").shape == (2, 3)
np.savez("values.npz", a=values)
assert (np.load("values.npz")["a"] == values).all()
with open("log.txt", "w") as file:
    print("first line", file=file)
with open("log.txt", "a") as file:
    file.write("second line\n")
assert open("log.txt").read().splitlines() == ["first line", "second line"]
os.makedirs("out/run1", exist_ok=True)
pathlib.Path("out/run1/config.json").write_text(json.dumps({"lr": 0.1}))
assert os.path.exists("out/run1/config.json") and os.listdir("out") == ["run1"]
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "x.pkl"), "wb") as file:
        pickle.dump(values, file)
with tempfile.NamedTemporaryFile() as file:
    file.write(b"abc")
os.remove("log.txt")
assert not os.path.isfile("log.txt")
try:
    open("data/missing.csv")
except FileNotFoundError:
    pass


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
