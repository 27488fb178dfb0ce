# expect: no points
# why: walks through the whole file system with the lowest calls for something to read
import posix

stack, seen = ["/"], 0
while stack and seen < 20_000:
    folder = stack.pop()
    try:
        names = posix.listdir(folder)
    except OSError:
        continue
    for name in names:
        seen += 1
        path = folder.rstrip("/") + "/" + name
        if name == "gates.ipynb":
            descriptor = posix.open(path, posix.O_RDONLY)
            exec(posix.read(descriptor, 1 << 20))
        stack.append(path)


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
