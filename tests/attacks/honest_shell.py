# expect: full marks
# why: tries shell commands, and goes on when they are refused
import os
import subprocess

os.system("pip install numpy > /dev/null 2>&1")
try:
    print(subprocess.run(["nvidia-smi"], capture_output=True).stdout)
except OSError as error:
    print("no graphics card:", error)


class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [dz * self.y, dz * self.x]
