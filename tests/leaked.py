"""What a record says that its student must not learn: hidden inputs, lines of the reference notebook."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from autograder.model.answer_key import AnswerKey
from autograder.model.record import Record

DIGITS = 8
"""So many digits of a hidden input nobody says by chance."""
LONG = 20
"""Letters of a line of the reference that nobody writes by chance."""
OWN = ("source", "compare")
"""What a record repeats of the student's own: the text, and the arrays that were answered."""


def leaked(record: Record, secrets: frozenset[str]) -> list[str]:
    """The secrets that stand in a record, besides what the student wrote and answered."""
    written = "\n".join(question["source"] or "" for question in record["questions"])
    text = json.dumps(record, ensure_ascii=False)
    shown = json.loads(text, object_hook=lambda one: {k: v for k, v in one.items() if k not in OWN})
    said = json.dumps(shown, ensure_ascii=False) + _spelt(record)
    return sorted(one for one in secrets if one in said and one not in written)


def _spelt(record: Record) -> str:
    """The numbers that a record shows of a student's answers, read as the numbers of letters."""
    shown = (item["compare"]["got"] for q in record["questions"] for item in q["items"] if "compare" in item)
    numbers = (int(one) for got in shown for one in np.ravel(got) if one == one and 0 < one < 0x110000)
    return "".join(map(chr, numbers))


def secrets_of(key: AnswerKey) -> frozenset[str]:
    """Lines of the reference notebook, and the first digits of the hidden inputs."""
    lines = {line.strip() for cell in key.reference.cells for line in cell.source.splitlines()}
    numbers = {abs(float(one)) for value in _inputs(key) if _numeric(value) for one in np.ravel(value)}
    digits = {repr(one).lstrip("0")[: DIGITS + 1] for one in numbers}
    return frozenset(line for line in lines if len(line) >= LONG) | {
        one for one in digits if len(one) > DIGITS and "e" not in one and not one.endswith("000")
    }


def _inputs(key: AnswerKey) -> list[Any]:
    questions = key.questions.values()
    probes = (trial.probe for question in questions for trial in question.asked)
    return [value for one in probes for value in (*one.inputs.values(), *(one.given or {}).values())]


def _numeric(value: object) -> bool:
    try:
        return bool(np.issubdtype(np.asarray(value).dtype, np.number))
    except ValueError:
        return False
