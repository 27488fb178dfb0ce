# expect: no points
# why: changes, renames and removes files of the course and of others
import os
import posix
import shutil

for path in ("/tmp/autograder-was-here", "/dev/shm/autograder-was-here", "/tmp", "graded", "."):
    for call in (
        lambda: posix.mkdir(path + "/autograder-was-here"),
        lambda: posix.symlink("/etc/passwd", path + "/autograder-was-here"),
        lambda: posix.mknod(path + "/autograder-was-here"),
        lambda: posix.chmod(path + "/autograder-was-here", 0o777),
        lambda: posix.rename(path + "/autograder-was-here", path + "/autograder-was-there"),
        lambda: posix.utime(path),
        lambda: shutil.move(path + "/autograder-was-here", "moved"),
    ):
        try:
            call()
        except (OSError, ValueError):
            pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
