"""What diagnosis costs: CPU time of judging the wrong specimens of an assignment with it and without, interleaved.

    python bench/diagnosis.py [ASSIGNMENT]

Counted are the grader and the children. Predictions of the bank are worked out once a run, before the clock starts, and
printed beside. Bar: a quarter of the time of grading.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from autograder.course.load import load_course
from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.reference.answer_key import make_answer_key

ROOT = Path(__file__).parents[1]
BAR = 0.25
ROUNDS = 3
ENDLESS = "while True"


def submissions(key: AnswerKey) -> list[list[Cell]]:
    """The reference notebook with one wrong answer in it, for each wrong specimen."""
    found = []
    for at, cell in enumerate(key.reference.cells):
        for path in sorted((ROOT / "tests" / "specimens" / str(cell.grade_id)).glob("*.py")):
            text = path.read_text(encoding="utf-8")
            if "# expect: wrong" in text and ENDLESS not in text:
                cells = list(key.reference.cells)
                cells[at] = Cell(text, cell.index, cell.grade_id)
                found.append(cells)
    return found[::3]


def main(assignment_id: str) -> int:
    """Print both times and the share; 1 when the bar is missed."""
    course = load_course(ROOT)
    key = make_answer_key(course, course.assignment(assignment_id), b"benchmark")
    diagnosis = make_diagnosis(key)
    started = time.process_time()
    for question in key.questions:
        diagnosis.book(question)
    once = time.process_time() - started
    with Prober(course.limits) as prober:
        graders = {"without": Grader(key, prober), "with": Grader(key, prober, diagnosis)}
        spent = dict.fromkeys(graders, 0.0)
        work = submissions(key)
        for cells in work:
            for name, grader in graders.items():
                for _ in range(ROUNDS):
                    before = time.process_time()
                    graded = grader.grade(cells)
                    spent[name] += time.process_time() - before + graded.cpu
    count = len(work) * ROUNDS
    share = spent["with"] / spent["without"] - 1
    print(
        f"{assignment_id}, {len(work)} wrong submissions, CPU milliseconds each; once a run {1000 * once:.0f}"
    )
    for name, seconds in spent.items():
        print(f"{name:8} diagnosis {1000 * seconds / count:7.2f}")
    print(f"share    {share:.2f}   (bar {BAR})")
    return int(share > BAR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "ps2"))
