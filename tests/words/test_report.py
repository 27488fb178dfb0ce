"""The fixed words: complete in every language, none left over."""

from __future__ import annotations

import subprocess
import sys

from autograder.model.question import LANGUAGES
from autograder.words.report import WORDS_FILE, in_language, load_words, word


def test_every_word_is_there_in_every_language() -> None:
    assert all(set(text) == set(LANGUAGES) for text in load_words().values())


def test_every_word_is_used() -> None:
    folder = WORDS_FILE.parents[1] / "report"
    sources = [*folder.glob("*.py"), *folder.glob("templates/*")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    spoken_by_record = {
        "value",
        "derivative",
        "forward",
        "gradient",
        "network",
        "autodiff",
        "student_tests",
        "protocol",
        "timeout",
        "memory",
    }
    spoken_by_record |= {"answered", "not_attempted", "missing", "error"}
    assert not [key for key in load_words() if f'"{key}"' not in text and key not in spoken_by_record]


def test_a_word_that_is_unknown_stands_for_itself() -> None:
    assert word("novel_check", "ko") == "novel_check"


def test_texts_fall_back_to_english() -> None:
    assert in_language({"en": "Gates"}, "ko") == "Gates"
    assert in_language(None, "ko", "ps2") == "ps2"
    assert in_language("plain", "ko") == "plain"


def test_importing_the_reports_loads_nothing_heavy() -> None:
    code = (
        "import sys; import autograder.report, autograder.report.class_report, autograder.report.summary, "
        "autograder.report.plots, autograder.report.student_page, autograder.words.messages; "
        "print(sorted({'jinja2', 'matplotlib', 'yaml', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
