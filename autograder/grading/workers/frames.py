"""What the grader and its worker processes say to each other: frames of JSON, and a text that goes through as it is."""

import json
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from autograder.model.record import Json

_HEADER = struct.Struct("<II")
_CHUNK = 1 << 20

Said = Json


def packed(said: Said, text: bytes = b"") -> bytes:
    """A frame: what is said, and a text."""
    data = json.dumps(said).encode("ascii")
    return _HEADER.pack(len(data), len(text)) + data + text


@dataclass
class Receiver:
    """Puts frames together from the pieces that a socket gives."""

    channel: socket.socket
    kept: bytearray = field(default_factory=bytearray)

    def receive(self) -> list[tuple[Said, bytes]]:
        """Wait for bytes, and give the frames that are whole now. Raises EOFError where the other end has gone."""
        try:
            data = self.channel.recv(_CHUNK)
        except ConnectionResetError:
            data = b""
        if not data:
            raise EOFError
        self.kept += data
        return list(self._frames())

    def receive_all(self) -> Iterator[tuple[Said, bytes]]:
        """Frame after frame, for ever. Raises EOFError where the other end has gone."""
        while True:
            yield from self.receive()

    def _frames(self) -> Iterator[tuple[Said, bytes]]:
        while len(self.kept) >= _HEADER.size:
            said, text = _HEADER.unpack_from(self.kept)
            end = _HEADER.size + said + text
            if len(self.kept) < end:
                return
            frame = bytes(self.kept[_HEADER.size : end])
            del self.kept[:end]
            yield json.loads(frame[:said]), frame[said:]
