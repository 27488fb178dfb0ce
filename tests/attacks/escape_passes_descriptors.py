# expect: no points
# why: sends descriptors through its channel to the grader, more than it takes, and asks for one back
import array
import os
import socket

for descriptor in range(3, 64):
    try:
        channel = socket.socket(fileno=os.dup(descriptor))
    except OSError:
        continue
    for count in (1, 16, 253):
        try:
            channel.sendmsg([b"\0\0\0\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0] * count))])
        except OSError:
            pass
    try:
        channel.recvmsg(16, socket.CMSG_SPACE(4), socket.MSG_DONTWAIT)
    except OSError:
        pass


class MultiplyGate:
    def forward(self, x, y):
        return x - y

    def backward(self, dz):
        return [dz, dz]
