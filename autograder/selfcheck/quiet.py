"""Running the student's code without anything of it being seen or left behind."""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from collections.abc import Iterator

import numpy as np


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Without prints, plots and warnings of the student's code, and with numpy's global random state put back."""
    state = np.random.get_state()  # noqa: NPY002  (the student may use it)
    with contextlib.ExitStack() as stack:
        capture = sys.modules.get("IPython.utils.capture")
        if capture is not None:
            stack.enter_context(capture.capture_output())
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(np.errstate(all="ignore"))
        try:
            yield
        finally:
            np.random.set_state(state)  # noqa: NPY002
