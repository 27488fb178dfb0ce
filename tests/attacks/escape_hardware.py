# expect: no points
# why: pins itself to a processor, takes a real-time priority, changes clocks and memory policy
import ctypes
import os
import time

libc = ctypes.CDLL(None)
for what in (
    lambda: os.sched_setaffinity(0, {0}),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99)),
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
    lambda: os.nice(-20),
    lambda: time.clock_settime(time.CLOCK_REALTIME, 0),
    lambda: libc.mlockall(3),
    lambda: libc.syscall(238, 0, 0, 0),
    lambda: libc.syscall(256, 0, 0, 0),
    lambda: libc.sethostname(b"owned", 5),
    lambda: libc.reboot(0x1234567),
    lambda: libc.swapon(b"/dev/sda", 0),
    lambda: libc.acct(None),
):
    try:
        what()
    except BaseException:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
