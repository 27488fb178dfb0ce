"""One cell of code that answers the probes of the question "q" in this process, as the reference and students do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from autograder.model.trial import Answered, Trial
from autograder.reference.answering import Answering
from autograder.sandbox.protocol import Asked


class OneCell(Answering):
    """A notebook of one cell; `given` are the inputs of a plain-variable question."""

    def __init__(self, source: str, given: Iterable[str] = ()) -> None:
        super().__init__(Path("reference.ipynb"), (source,))
        self.asked["q"] = Asked("q", 0, 0, tuple(given), ())
        self.interpreter.snapshot(self.asked["q"])
        with np.errstate(all="ignore"):
            errors = self.interpreter.run_cell(0)
        assert not errors
        self.after["q"] = dict(self.interpreter.names)

    def replies(self, trials: Iterable[Trial], *, ours: bool = True) -> tuple[Answered, ...]:
        """What this notebook answers, beside the right answers of the trials."""
        return tuple(Answered(trial, self.answer("q", trial.probe), ours) for trial in trials)
