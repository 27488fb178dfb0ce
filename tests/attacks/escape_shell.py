# expect: no points
# why: runs shell commands, in every way Python has
import os
import subprocess

for run in (
    lambda: os.system("touch /tmp/autograder-was-here"),
    lambda: os.popen("id").read(),
    lambda: subprocess.run(["touch", "/tmp/autograder-was-here"]),
    lambda: subprocess.Popen("sleep 1000 &", shell=True, start_new_session=True),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "id"], {}),
    lambda: os.execv("/bin/sh", ["sh", "-c", "echo PASSED"]),
):
    try:
        run()
    except OSError:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
