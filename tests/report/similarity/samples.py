"""A class that works alone, each answer in one of thirty ways, and copies in a disguise."""

from __future__ import annotations

import random
from typing import Any

from autograder.report.similarity.pairs import Class
from autograder.report.similarity.rarity import Handout

QUESTIONS = 6
WAYS = ("a * {0}", "{0} * a", "np.multiply(a, {0})", "np.multiply({0}, a)", "a * ({0})", "(a) * {0}")


def work(number: int) -> list[str]:
    """Answers, each in one of thirty ways."""
    answers, draw = [], random.Random(number)
    for question in range(QUESTIONS):
        first, second = draw.randrange(6), draw.randrange(5)
        body = WAYS[first].format("dz" + " + 0" * second)
        answers.append(f"def f{question}(a, dz):\n    out = {body}\n    return out, {second}")
    return answers


def disguised(source: str) -> str:
    return (
        source.replace("dz", "g")
        .replace("out", "res")
        .replace("return", "# as said in the lecture\n    return")
    )


def record(student: str, answers: list[str], **more: Any) -> Any:
    questions = [{"id": f"q{n}", "source": source, "items": [], **more} for n, source in enumerate(answers)]
    return {"student": student, "status": "graded", "questions": questions}


def group(*records: Any, given: Handout | None = None) -> Class:
    made = Class(given or Handout())
    for one in records:
        made.add(one)
    return made


def a_class(students: int = 30) -> list[Any]:
    return [record(f"s{number:02}", work(number)) for number in range(students)]
