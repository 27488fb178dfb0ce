"""A request as bytes: from the trusted end to a child, never the other way.

Reading it needs no defence, as the child is the end that is trusted less; so it is `marshal`, which is ten times as fast as
the codec of answers, and holds the probes' expressions as code. Both ends are the same interpreter. Nothing that a child
says is ever read with this.
"""

import marshal
from collections.abc import Mapping
from types import CodeType
from typing import Any

import numpy as np

from autograder.sandbox.codec import DTYPES, ProtocolError
from autograder.sandbox.probe_code import compiled, known
from autograder.sandbox.protocol import Asked, Probe, Probes, Request
from autograder.sandbox.remote.exam import TAG, Exam, unpack_exam

Names = tuple[str, ...]
Pairs = tuple[tuple[str, str], ...]
_PLAIN = frozenset((type(None), bool, int, float, str))


def pack(request: Request) -> bytes:
    """A request as bytes. Raises ProtocolError for data that has no form."""
    asked = tuple(
        (one.question, one.first, one.after, one.given, _packed(one.probes), one.aliases)
        for one in request.asked
    )
    rest = (request.skip_cells, request.skip_questions, request.seed, request.helpers, request.library)
    return marshal.dumps((request.cells, asked, *rest, request.annotations, (), request.talks, request.files))


def unpack(data: bytes) -> Request | Exam:
    """The request of `pack`, or the exam of `pack_exam`; expressions that came as code are known then (`probe_code.compiled`)."""
    parts = marshal.loads(data)
    if parts[0] == TAG:
        return unpack_exam(parts)
    cells, asked, *rest = parts
    return Request(cells, tuple(_asked(*one) for one in asked), *rest)


def _asked(question: str, first: int, after: int, given: Names, probes: bytes, aliases: Pairs) -> Asked:
    forms, codes = marshal.loads(probes)
    known(codes)
    return Asked(question, first, after, given, tuple(_probe(*form) for form in forms), aliases)


def _probe(inputs: object, steps: Pairs, given: object, reads: Names) -> Probe:
    return Probe(_thawed(inputs), steps, None if given is None else _thawed(given), reads)


def _packed(probes: tuple[Probe, ...]) -> bytes:
    """The probes of a question: those that are the same for all submissions are packed once, with their code."""
    if not isinstance(probes, Probes):
        return _dumped(probes, {})
    if probes.packed is None:
        texts = {text for probe in probes for _, text in probe.steps}
        probes.packed = _dumped(probes, {text: compiled(text) for text in sorted(texts)})
    return probes.packed


def _dumped(probes: tuple[Probe, ...], codes: dict[str, CodeType]) -> bytes:
    forms: Any = tuple(
        (_frozen(one.inputs), one.steps, None if one.given is None else _frozen(one.given), one.reads)
        for one in probes
    )
    return marshal.dumps((forms, codes))


def _frozen(value: object) -> object:
    """Plain data that marshal knows; an array becomes bytes, which occur nowhere else."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, np.ndarray) and value.dtype in DTYPES:
        return marshal.dumps((value.dtype.str, value.shape, value.tobytes()))
    if isinstance(value, tuple | list):
        return tuple(map(_frozen, value))
    if isinstance(value, Mapping) and all(type(key) is str for key in value):
        return {key: _frozen(item) for key, item in value.items()}
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    raise ProtocolError(f"no form for {type(value).__name__}")


def _thawed(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if type(value) is bytes:
        dtype, shape, data = marshal.loads(value)
        return np.ndarray(shape, dtype, data)
    if type(value) is tuple:
        return tuple(map(_thawed, value))
    return {key: _thawed(item) for key, item in value.items()}
