# expect: no points
# why: leaves the small folder in memory by every way to write a path
import io
import os
import pathlib
import shutil
import tempfile

for path in ("/tmp/attack-scratch", "../../tmp/attack-scratch", "//tmp//attack-scratch", "file:///tmp/attack-scratch", "a/../../../../tmp/attack-scratch", b"/tmp/attack-scratch", "\0/tmp/attack-scratch", pathlib.Path("/tmp/attack-scratch")):
    for make in (open, io.open, io.FileIO, os.open, getattr(pathlib.Path, "write_text"), os.mkdir, os.mkfifo, os.symlink):
        for more in ((), ("w",), (os.O_CREAT | os.O_WRONLY,), ("text",)):
            try:
                make(path, *more)
            except BaseException:
                pass
for make in (tempfile.mkstemp, tempfile.mkdtemp, tempfile.NamedTemporaryFile):
    try:
        make(dir="/tmp", prefix="attack-scratch")
    except BaseException:
        pass
try:
    np.save("/tmp/attack-scratch.npy", np.zeros(3))
    np.memmap("/tmp/attack-scratch.map", mode="w+", shape=(3,))
    shutil.copy("/etc/passwd", "/tmp/attack-scratch")
except BaseException:
    pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
