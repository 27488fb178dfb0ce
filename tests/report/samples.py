"""Records made up for the tests of the reports: one rich record, and whole classes of any size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from autograder.model.question import Assignment, Question

Record = Any
"""A record that a test may change at will; by the schema it is one."""

REST = {
    "skipped": [],
    "cpu_seconds": 0.02,
    "violations": [],
    "reaches": [],
    "fingerprint": "f",
    "stamps": {"grader": "g", "questions": {"multiply_gate": "m"}},
    "version": "0.1.0",
    "platform": "Python 3.11.7, numpy 2.4.0, x86_64",
    "lang": "en",
}

TITLES = {
    "multiply_gate": {"en": "A multiply gate", "ko": "곱셈 게이트"},
    "affine": {"en": "The affine layer", "ko": "어파인 계층"},
}

ASSIGNMENT = Assignment(
    "ps2",
    "gates",
    (
        Question("multiply_gate", (), TITLES["multiply_gate"], target="MultiplyGate"),
        Question("affine", (), TITLES["affine"], target="Affine"),
    ),
    {"en": "Gates"},
)
"""What the rich record is of."""

CELLS = {
    "multiply_gate": "class MultiplyGate:\n    def forward(self, x, y):\n        self.x, self.y = x, y\n"
    "        return x * y\n\n    def backward(self, dout):\n        return dout * self.x, dout * self.y\n",
    "affine": "class Affine:\n    def __init__(self, W, b):\n        self.W = W\n        self.b = b\n\n"
    "    def forward(self, x):\n        self.x = x\n        return x @ self.W + self.b\n\n"
    "    def backward(self, dout):\n        # what comes in is the gradient of the output, one row a sample of the batch\n"
    "        self.dW = self.x.T @ dout\n        self.db = duot.sum(axis=0)\n        return dout @ self.W.T\n",
}


def item(check: str, of: list[str], score: float, points: float, message: str, **more: Any) -> Record:
    """One rubric item of a record."""
    base = {"check": check, "of": of, "score": score, "points": points, "passed": score >= points}
    return {**base, "message": message, "misconception": None, **more}


def _cell(question: str) -> Record:
    return {"cell": list(CELLS).index(question), "source": CELLS[question], "first_line": 1}


def rich_record() -> Record:
    """A record in which everything that a page can show occurs once."""
    swapped = item(
        "gradient", ["x", "y"], 0.0, 3.0, "The two gradients are exchanged.", misconception="mul-not-swapped"
    )
    transposed = item("gradient", ["W"], 0.5, 1.0, "dW is not the gradient that the chain rule gives.")
    transposed["misconception"] = "bias-grad-not-summed"
    transposed["compare"] = {
        "name": "dW",
        "got": [[0.5, -1.25, 0.0], [2.0, 0.75, -0.33]],
        "numerical": [[0.5, -1.25, 0.1], [2.0, 0.75, 0.33]],
        "index": [0, 2],
    }
    return {
        "schema": 1,
        "student": "ada",
        "assignment": "ps2",
        "status": "graded",
        "reason": None,
        "score": 3.5,
        "max_score": 8.0,
        "late_penalty": 0.35,
        "final_score": 3.15,
        "submission": {"files": ["gates.ipynb"], "sha256": "0", "handed_in": None},
        "questions": [
            {
                "id": "multiply_gate",
                "score": 1.0,
                "max_score": 4.0,
                "outcome": "answered",
                "error": None,
                "items": [item("forward", [], 1.0, 1.0, "Right."), swapped],
                "misconceptions": ["mul-not-swapped", "returns-swapped-order"],
                "notes": ["Note: forward changes the array x that it was given."],
                **_cell("multiply_gate"),
            },
            {
                "id": "affine",
                "score": 2.5,
                "max_score": 4.0,
                "outcome": "error",
                "error": {"type": "NameError", "message": "name 'duot'", "line": 13},
                "items": [
                    item("forward", [], 1.0, 1.0, "Right."),
                    item("gradient", ["x"], 1.0, 1.0, "Right."),
                    transposed,
                    item(
                        "gradient",
                        ["b"],
                        0.0,
                        1.0,
                        "NameError: duot is not known on line 13. Is it spelt as where you defined it?",
                    ),
                ],
                "misconceptions": ["bias-grad-not-summed"],
                "notes": [],
                **_cell("affine"),
            },
        ],
        "cells": [
            {"index": 4, "error": {"type": "NameError", "message": "name 'y' is not defined", "line": 7}}
        ],
        "seconds": 0.021,
        "protection": "full",
        **REST,
    }


MISTAKES = ["mul-not-swapped", "upstream-ignored", "sign-flipped", "transpose-missing", None]


def class_of(size: int, questions: int = 8, seed: int = 1) -> Iterator[Record]:
    """A class of that size, one record at a time: some ungraded, some crashed, one question that all solve."""
    draw = random.Random(seed)
    for number in range(size):
        answers = [_answer(draw, index) for index in range(questions)]
        score = sum(answer["score"] for answer in answers)
        ungraded = number % 29 == 7
        yield {
            "schema": 1,
            "student": f"student{number:04d}",
            "assignment": "ps3",
            "status": "ungraded" if ungraded else "graded",
            "reason": "the file is no notebook" if ungraded else None,
            "score": None if ungraded else score,
            "max_score": 4.0 * questions,
            "late_penalty": 0.0,
            "final_score": None if ungraded else score,
            "submission": {"files": ["layers.ipynb"], "sha256": "0", "handed_in": None},
            "questions": [] if ungraded else answers,
            "cells": [],
            "seconds": round(draw.lognormvariate(-3.5, 0.8), 4),
            "protection": "full",
            **REST,
        }


def _answer(draw: random.Random, index: int) -> Record:
    """One student's answer to question number `index`; number 0 is solved by all, number 1 by none."""
    chance = {0: 1.0, 1: 0.0}.get(index, 0.9 - 0.08 * index)
    mistake = None if draw.random() < chance else MISTAKES[int(draw.random() ** 2 * len(MISTAKES))]
    right = mistake is None and chance > 0
    items = [
        item("forward", [], 1.0, 1.0, "Right."),
        item(
            "gradient", ["x"], 3.0 * right, 3.0, "Right." if right else "dx is wrong.", misconception=mistake
        ),
    ]
    return {
        "id": f"question_{index}",
        "score": 1.0 + 3.0 * right,
        "max_score": 4.0,
        "outcome": "crashed" if draw.random() < 0.002 else "answered",
        "error": None,
        "items": items,
        "misconceptions": [mistake] if mistake else [],
        "notes": [],
        "cell": None,
        "source": None,
        "first_line": 1,
    }
