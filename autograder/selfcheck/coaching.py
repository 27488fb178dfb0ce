"""What is said beside a result, to learn from it: a question to think about after a right answer, and after a wrong one the
first step of the hint; after a second, different mistake what to change, or the idea behind it, or how to go about it.

What to change would give the answer away, so a student's own installation does not have it (`words/*/explanations.yaml`);
there the second mistake is answered by the idea behind it, without a formula, or by a way of working. A course turns all of it off: `coaching: off`.
"""

from dataclasses import replace

from autograder.model.message import say
from autograder.model.question import Question
from autograder.model.trial import Verdict
from autograder.selfcheck.display import Report
from autograder.selfcheck.exercise import Exercise
from autograder.words.catalogue import misconceptions, texts
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import render


class Coach:
    """Remembers which mistakes were made in each question, as long as the kernel lives."""

    def __init__(self) -> None:
        self._made: dict[str, set[str]] = {}

    def coached(self, report: Report, exercise: Exercise | None) -> Report:
        """The report with a thought beside it; as it is where the course wants none, or nothing is tried yet."""
        if exercise is None or not exercise.coaching or not report.attempted:
            return report
        question = exercise.question
        said = _to_think(question, report.lang) if report.passed else self._hint(question, report)
        return replace(report, thought=said)

    def _hint(self, question: Question, report: Report) -> str:
        if not isinstance(report.hint, Verdict):
            return ""
        mistake = report.hint.misconception or report.hint.message.key
        made = self._made.setdefault(question.id, set())
        made.add(mistake)
        hint = load_hints(report.lang, upstream=report.upstream).get(mistake, Hint("", "", ""))
        if len(made) == 1:
            return _asked(hint.nudge, report.lang)
        name = question.id if question.graph else None
        return (
            hint.explanation or _idea(mistake, report.lang) or render(say("advice", name=name), report.lang)
        )


def _idea(mistake: str, lang: str) -> str:
    """The idea behind a mistake; "" where there is none for it."""
    idea = misconceptions().get(mistake, {}).get("idea")
    return texts(lang)[f"idea_{idea}"] if idea else ""


def _to_think(question: Question, lang: str) -> str:
    """A question to think about: this question's own, else one for what is checked in it."""
    own = texts(lang)
    keys = [f"think_{question.id}", *(f"think_by_{item.check}" for item in question.rubric)]
    return _asked(next((own[key] for key in keys if key in own), ""), lang)


def _asked(thought: str, lang: str) -> str:
    return render(say("coaching", thought=thought), lang) if thought else ""
