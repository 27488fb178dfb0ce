"""Time stamps, held against zoneinfo itself: the right moment, or words that say why there is none; never another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from autograder.grading.intake.stamp import moment_of, read_stamp

ZONES = sorted(name for name in available_timezones() if name != "localtime")
SEOUL = ZoneInfo("Asia/Seoul")


def written(moment: datetime) -> str:
    """As nbgrader writes it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f %Z")


@pytest.mark.parametrize("month", [1, 7])
class TestEveryZone:
    def test_of_a_course_there(self, month: int) -> None:
        for name in ZONES:
            moment = datetime(2027, month, 15, 20, 30, tzinfo=ZoneInfo(name))
            assert moment_of(written(moment), ZoneInfo(name)) == moment, name

    @pytest.mark.parametrize("course", [None, UTC, SEOUL, ZoneInfo("America/New_York")])
    def test_of_a_course_elsewhere(self, month: int, course: ZoneInfo | None) -> None:
        right = 0
        for name in ZONES:
            moment = datetime(2027, month, 15, 20, 30, tzinfo=ZoneInfo(name))
            told = moment_of(written(moment), course)
            if isinstance(told, datetime):
                here = moment.replace(tzinfo=course)
                assert told == (here if course and here.tzname() == moment.tzname() else moment), name
                right += 1
            else:
                assert ", and not the course's" in told
        assert right > 0.8 * len(ZONES)


@pytest.mark.parametrize(
    ("text", "course", "hours"),
    [
        ("2027-03-26 20:00:00.000000 KST", SEOUL, 9),
        ("2027-03-26 20:00 KST", None, 9),
        ("2027-03-26 20:00 JST", SEOUL, 9),
        ("2027-07-26 20:00 CEST", SEOUL, 2),
        ("2027-07-26 20:00 EDT", SEOUL, -4),
        ("2027-03-26 20:00 IST", ZoneInfo("Asia/Kolkata"), 5.5),
        ("2027-03-26 20:00 IST", timezone(timedelta(hours=5.5)), 5.5),
        ("2027-01-26 20:00 PST", ZoneInfo("America/Los_Angeles"), -8),
        ("2027-01-26 20:00 CST", ZoneInfo("Asia/Shanghai"), 8),
        ("2027-01-26 20:00 CST", timezone(timedelta(hours=-6)), -6),
        ("2027-01-26 20:00 -03", SEOUL, -3),
        ("2027-01-26 20:00 +0545", SEOUL, 5.75),
        ("2027-01-26 20:00 -09:30", SEOUL, -9.5),
        ("2027-01-26 20:00 ROK", UTC, 9),
        ("2027-01-26 20:00", SEOUL, 0),
    ],
)
def test_by_name_and_by_offset(text: str, course: ZoneInfo | None, hours: float) -> None:
    told = moment_of(text, course)
    assert isinstance(told, datetime)
    assert told.utcoffset() == timedelta(hours=hours)


def test_of_an_hour_that_a_clock_shows_twice_the_letters_say_which() -> None:
    # … which somewhere else mean another offset at that moment
    told = moment_of("2027-10-31 01:30 IST", ZoneInfo("Asia/Jerusalem"))
    assert told == datetime(2027, 10, 30, 23, 30, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    for course in (berlin, SEOUL):
        first = moment_of("2027-10-31 02:30 CEST", course)
        second = moment_of("2027-10-31 02:30 CET", course)
        assert (first, second) == (
            datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
            datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
        )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-03-20 20:00 IST", "IST is several zones then (UTC+02:00, UTC+05:30), and not the course's"),
        ("2027-01-26 20:00 CST", "CST is several zones then (UTC-06:00, UTC-05:00, UTC+08:00)"),
        ("2027-03-26 20:00 XYZ", "there is no zone XYZ"),
        ("2027-03-26 20:00 Middle/Earth", "there is no zone Middle/Earth"),
        ("2027-03-26 20:00 ../../etc/passwd", "there is no zone ../../etc/passwd"),
        ("2027-03-26 20:00 Korea Standard Time", "there is no zone Korea Standard Time"),
        ("yesterday", "that is no date and time"),
        ("2027-13-45 10:00 KST", "there is no such day or time"),
        ("0001-01-01 00:00 +1400", "there is no such day or time"),
        ("2027-01-01 00:00 +9900", "there is no such day or time"),
    ],
)
def test_what_tells_no_moment_says_why_and_what_to_write(text: str, why: str) -> None:
    told = moment_of(text, SEOUL)
    assert isinstance(told, str)
    assert why in told
    assert told.endswith("write it like 2027-03-12 23:59:00 +0900")


def test_a_file_says_what_it_says(tmp_path: Path) -> None:
    stamp = tmp_path / "timestamp.txt"
    stamp.write_text("some\x1bthing")
    assert str(read_stamp(stamp, None)).startswith(
        'timestamp.txt says "some\\x1bthing": that is no date and time'
    )
    stamp.write_bytes(b"\xff\xfe")
    assert str(read_stamp(stamp, None)).startswith("timestamp.txt cannot be read; write it like")
    stamp.write_text("\n 2027-03-12 23:59:00 UTC \nand more")
    assert read_stamp(stamp, None) == datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
