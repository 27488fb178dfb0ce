# expect: no points
# why: fills the disk, and makes many empty files
import os

for place in ("/tmp", "/dev/shm", "/var/tmp", "."):
    for number in range(20):
        try:
            with open(f"{place}/autograder-bomb-{number}", "wb") as file:
                file.write(bytes(1 << 20))
        except OSError:
            pass
        try:
            os.close(os.open(f"{place}/autograder-bomb-low-{number}", os.O_CREAT | os.O_WRONLY))
        except OSError:
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
