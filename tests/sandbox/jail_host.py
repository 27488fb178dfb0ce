"""A stand-in for the fork server: locks a child for each job that it is given, and says how the child ended.

Reads one JSON object a line (`code`, and perhaps `memory_mb`, `cpu_seconds`, `threads`, `scratch`), writes one a line:
`told` (what the code left in `told`, as text), `error`, `code` (exit code, negative for signals).
"""

import json
import os
import socket
import sys

from autograder.sandbox import jail, preload, scratch


def run(walls, job, end):
    policy = jail.Policy(
        job.get("memory_mb", 256), job.get("cpu_seconds", 10), job.get("threads", 0), job.get("protect", True)
    )
    jail.enter(walls, policy, (end.fileno(),))
    if job.get("scratch", True):
        scratch.install()
    names = {"__name__": "__main__", "channel": end}
    try:
        exec(job["code"], names)
        answer = {"told": str(names.get("told")), "error": None}
    except BaseException as error:
        answer = {"told": None, "error": f"{type(error).__name__}: {error}"}
    end.sendall(json.dumps(answer).encode())


def main():
    preload.preload()
    walls = jail.prepare(sys.argv[1] == "protect")
    about = {"layers": walls.layers, "level": walls.level, "uid": os.getuid(), "environment": len(os.environ)}
    print(json.dumps(about), flush=True)
    for line in sys.stdin:
        ours, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            try:
                run(walls, json.loads(line), theirs)
            finally:
                os._exit(3)
        theirs.close()
        data = b""
        while part := ours.recv(65536):
            data += part
        ours.close()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        answer = json.loads(data) if data else {"told": None, "error": None}
        print(json.dumps({**answer, "code": status}), flush=True)


if __name__ == "__main__":
    main()
