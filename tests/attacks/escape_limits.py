# expect: no points
# why: raises its own limits, and lowers those of its parent
import os
import resource

for name in dir(resource):
    if name.startswith("RLIMIT_"):
        limit = getattr(resource, name)
        for call in (
            lambda: resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)),
            lambda: resource.prlimit(os.getppid(), limit, (0, 0)),
        ):
            try:
                call()
            except (OSError, ValueError):
                pass
for call in (lambda: os.nice(-20), lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19), lambda: os.sched_setaffinity(os.getppid(), {0})):
    try:
        call()
    except OSError:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return [dz, dz]
