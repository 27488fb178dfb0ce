"""Who takes part in a course, as its roster says."""

import re
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Student:
    """One line of the roster; "" for whatever it does not say.

    `student` is the id: the name of a folder in submitted/ and of a record. The others are what learning platforms call
    the same person: `canvas_id`, `sis_user_id` and `sis_login_id` of Canvas, `moodle_id` (the number of a participant) of Moodle, and
    `username`, a login of Moodle, GitHub and the like.
    """

    student: str
    last_name: str = ""
    first_name: str = ""
    email: str = ""
    section: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    sis_login_id: str = ""
    moodle_id: str = ""
    username: str = ""

    @property
    def name(self) -> str:
        """The name as lists have it, "Lee, Ada"; the id where there is none."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.student


COLUMNS = tuple(field.name for field in fields(Student))
"""What a roster may say, in this order."""

LONGEST = 200
"""Bytes of an id, which is the name of a folder."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def is_id(text: str) -> bool:
    """True for what may be a student's id: the name of a folder, on any system."""
    plain = text.isprintable() and not any(sign in text for sign in '/\\:*?"<>|')
    short = 0 < len(text.encode("utf-8", "replace")) <= LONGEST
    own = text == text.strip() and not text.startswith((".", "-")) and not _DEVICE.fullmatch(text)
    return plain and short and own
