"""The worker process: `python -P -m autograder.grading.workers.program FD`, FD being its end of a socket to the grader.

It reads, asks, judges and diagnoses; files are written by the grader. When the grader has gone, it ends, and its
sandbox with it.
"""

import gc
import socket
import sys
from collections.abc import Iterator

from autograder.grading.recipe import Recipe
from autograder.grading.station import Station
from autograder.grading.task import Task, answer
from autograder.grading.workers.frames import Receiver, Said, packed
from autograder.grading.workers.limits import limit_memory, limited_time, patience
from autograder.grading.workers.worker import Ready
from autograder.model.errors import AutograderError, ProtectionLost


def main(channel: socket.socket) -> None:
    """Serve until the other end closes: a recipe, then task after task."""
    receiver = Receiver(channel)
    try:
        messages = receiver.receive_all()
        said, _ = next(messages)
        try:
            station = Station(Recipe.from_json(said))
        except AutograderError as error:
            channel.sendall(packed({"refused": str(error)}))
            return
        with station:
            gc.collect()
            gc.freeze()  # the answer key stays as long as the process
            limit_memory()
            try:
                _serve(channel, messages, station)
            except ProtectionLost as error:
                channel.sendall(packed({"refused": str(error)}))
    except (EOFError, BrokenPipeError):
        return


def _serve(channel: socket.socket, messages: Iterator[tuple[Said, bytes]], station: Station) -> None:
    """Say what protects, and grade what comes."""
    prober = station.prober
    ready = Ready(
        prober.protection, tuple(prober.layers), station.stamps.to_record(), patience(station.course.limits)
    )
    channel.sendall(packed(ready.to_json()))
    prober.spent.taken()  # of the self-test
    for said, _ in messages:
        task = Task.from_json(said)
        with limited_time():
            graded = answer(station.grade(task), prober.spent.taken())
        channel.sendall(packed(graded.to_json(), graded.text))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as grader:
        main(grader)
