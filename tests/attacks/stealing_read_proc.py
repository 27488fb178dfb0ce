# expect: no points
# why: looks for secrets in /proc and in the environment
import os

secrets = dict(os.environ)
for path in ("/proc/self/environ", "/proc/self/cmdline", "/proc/self/maps", "/proc/1/environ", f"/proc/{os.getppid()}/environ"):
    try:
        descriptor = os.open(path, os.O_RDONLY)
        secrets[path] = os.read(descriptor, 1 << 16)
    except OSError:
        pass
if any("SECRET" in str(name).upper() or "SEED" in str(name).upper() for name in secrets):
    raise SystemExit("a secret is within reach")


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
