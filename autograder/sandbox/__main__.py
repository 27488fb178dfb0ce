"""The fork server's way in: ``python -I -m autograder.sandbox DESCRIPTOR protect|open students|judges [PACKAGE …]``."""

import os
import socket
import sys


def _forget(**_: object) -> None:
    """Take no hooks of forks: those of random, threading and logging are for programs with threads, and a child would
    run them before anything else, on 200 pages of its own."""


if __name__ == "__main__":
    vars(os)["register_at_fork"] = _forget
    from autograder.sandbox.jail import UNSURE, Unsure
    from autograder.sandbox.server import main

    try:
        descriptor, mode, whose, *packages = sys.argv[1:]
        main(socket.socket(fileno=int(descriptor)), mode == "protect", whose == "judges", packages)
    except (Unsure, OSError, MemoryError) as error:
        os.write(2, f"{error}\n".encode())
        os._exit(UNSURE)
