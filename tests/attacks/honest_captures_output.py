# expect: full marks
# why: captures and redirects what it prints
import contextlib
import io
import sys

text = io.StringIO()
with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
    print("hidden")
assert text.getvalue() == "hidden\n"
old = sys.stdout
sys.stdout = text
print("hidden too")
sys.stdout = old
print("shown")


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
