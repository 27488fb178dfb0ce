# expect: full marks
# why: prints a lot, in its cell and when it is asked
import sys

for i in range(20_000):
    print("step", i, "loss", 1 / (i + 1))
print("경고", "\x1b[1mbold\x1b[0m", file=sys.stderr)
sys.stdout.flush()


class MultiplyGate:
    def forward(self, x, y):
        print("forward", x, y, flush=True)
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        sys.stdout.write(f"backward {dz}\n")
        return [dz * self.y, dz * self.x]
