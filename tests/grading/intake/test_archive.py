"""Archives that mean harm, or are merely odd: each costs a line, the rest goes on, and nothing is written but into our own folder."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from autograder.grading.intake import archive as module
from autograder.grading.intake.archive import Unpacker, names_of, safe_name
from autograder.grading.intake.piece import Piece
from autograder.grading.intake.walk import Walk
from autograder.model.message import Told

GOOD = "ada/gates.ipynb"


def made(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return data.getvalue()


@pytest.fixture
def unpacked(tmp_path: Path) -> Unpacker:
    (tmp_path / "out").mkdir()
    return Unpacker(tmp_path / "out")


def read(data: bytes, unpacker: Unpacker) -> dict[str, str]:
    """What comes out of an archive: by origin the reason, "" for what can be taken."""
    path = unpacker.folder.parent / "in.zip"
    path.write_bytes(data)
    pieces = Walk(unpacker).through(path).pieces
    for piece in pieces:
        assert isinstance(piece.why, Told) if piece.why else piece.path.is_relative_to(unpacker.folder)
    assert {one.name for one in unpacker.folder.parent.iterdir()} <= {"in.zip", "out"}
    return {piece.origin: piece.why for piece in pieces}


def link(name: str, mode: int = stat.S_IFLNK) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (mode | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.ipynb",
        "/etc/evil.ipynb",
        "C:\\evil.ipynb",
        "..\\evil.ipynb",
        "a/../../evil.ipynb",
        "\\\\host\\evil.ipynb",
    ],
)
def test_names_that_lead_out(name: str, unpacked: Unpacker) -> None:
    found = read(made((name, b"{}"), (GOOD, b"{}")), unpacked)
    assert found.pop(GOOD) == ""
    assert list(found.values()) == ["its name leads out of the archive"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (link("bob/gates.ipynb"), "a link"),
        (link("bob/gates.ipynb", stat.S_IFIFO), "no file"),
        (link("bob/gates.ipynb", stat.S_IFCHR), "no file"),
        ("bob/" + "x" * 300 + ".ipynb", "a name that no file can have"),
        ("bob/" + "김" * 90 + ".ipynb", "a name that no file can have"),
        ("bob/notes.docx", "no notebook or Python file"),
        ("bob/" * 32 + "gates.ipynb", "too deep in folders"),
        ("bob/.secret.ipynb", "hidden"),
    ],
)
def test_entries_that_are_not_taken(entry: str | zipfile.ZipInfo, why: str, unpacked: Unpacker) -> None:
    found = read(made((entry, b"/etc/passwd"), (GOOD, b"{}")), unpacked)
    assert found.pop(GOOD) == ""
    assert list(found.values()) == [why]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_to_compress_that_may_ask_for_any_memory(method: int, unpacked: Unpacker) -> None:
    found = read(made((GOOD, b"{}"), method=method), unpacked)
    assert found[GOOD].startswith("compressed in a way that is not read")


def test_an_entry_whose_name_begins_with_a_zero_byte_costs_itself(unpacked: Unpacker) -> None:
    data = made(("Xvil.py", b"x = 1"), (GOOD, b"{}")).replace(b"Xvil.py", b"\0vil.py")
    assert list(read(data, unpacked).values()) == ["a name that no file can have", ""]


def test_what_macs_add_says_nothing(unpacked: Unpacker) -> None:
    assert read(made(("__MACOSX/ada/._gates.ipynb", b"x"), (GOOD, b"{}")), unpacked) == {GOOD: ""}


def test_an_encrypted_entry(unpacked: Unpacker) -> None:
    data = bytearray(made(("bob/gates.ipynb", b"{}"), (GOOD, b"{}")))
    for signature, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.find(signature) + at
        data[place] |= 1
    assert read(bytes(data), unpacked) == {"bob/gates.ipynb": "encrypted", GOOD: ""}


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", b"PK\5\6" + bytes(17), made((GOOD, b"{}"))[:-30]],
    ids=["empty", "text", "end", "cut off"],
)
def test_what_is_no_archive(data: bytes, unpacked: Unpacker) -> None:
    (why,) = read(data, unpacked).values()
    assert why.startswith("a broken archive (")


def test_a_broken_entry_costs_itself(unpacked: Unpacker) -> None:
    data = bytearray(made(("bob/gates.ipynb", b"{}" * 50), (GOOD, b"{}")))
    data[60] ^= 1
    found = read(bytes(data), unpacked)
    assert found.pop(GOOD) == ""
    assert list(found.values()) == ["broken in the archive (Bad CRC-32 for file 'bob/gates.ipynb')"]


@pytest.mark.parametrize(
    ("error", "said"),
    [(EOFError(), "EOFError"), (ValueError("a\n  b"), "a b"), (ValueError("x" * 200), "x" * 100)],
)
def test_what_is_wrong_with_an_archive_is_one_line(error: Exception, said: str) -> None:
    assert module._said(error) == said


def test_a_name_as_long_as_a_file_may_have(unpacked: Unpacker) -> None:
    assert list(read(made(("x" * 252 + ".py", b""), ("y" * 253 + ".py", b"")), unpacked).values()) == [
        "",
        "a name that no file can have",
    ]


class TestBombs:
    def test_of_one_entry(self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MAX_BYTES", 1_500_000)
        data = made(("bob/gates.ipynb", bytes(3_000_000)), (GOOD, b"{}"), method=zipfile.ZIP_DEFLATED)
        assert len(data) < 10_000
        assert read(data, unpacked) == {"bob/gates.ipynb": "too large to be unpacked", GOOD: ""}
        assert sum(file.stat().st_size for file in unpacked.folder.rglob("*.ipynb")) < 100

    def test_of_a_student_leaves_room_for_the_others(
        self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "MAX_UNPACKED", 2_500_000)
        monkeypatch.setattr(module, "MAX_BYTES", 1_000_000)
        inner = made(*((f"{n}.py", bytes(1_000_000)) for n in range(9)), method=zipfile.ZIP_DEFLATED)
        found = read(made(("bob.zip", inner), (GOOD, b"{}")), unpacked)
        assert found.pop(GOOD) == ""
        assert list(found.values()) == ["", "", *["too large to be unpacked"] * 7]

    def test_what_others_unpacked_before_is_not_taken_from_a_persons_room(
        self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "MAX_UNPACKED", 1_500_000)
        inner = made(("a.py", bytes(1_000_000)), method=zipfile.ZIP_DEFLATED)
        found = read(made(("ada.zip", inner), ("bo.zip", inner), ("cy.zip", inner)), unpacked)
        assert list(found.values()) == ["", "", ""]

    def test_of_all_together(self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MAX_ALL", 10)
        found = read(made((GOOD, b"{}"), ("bob.py", b"x" * 20), ("eve.py", b"x"), ("cy.zip", b"x")), unpacked)
        assert found == {
            GOOD: "",
            **dict.fromkeys(("bob.py", "eve.py", "cy.zip"), "too large to be unpacked"),
        }

    def test_of_several_people_together(self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch) -> None:
        """Each has room of their own, and all have a room together."""
        monkeypatch.setattr(module, "MAX_ALL", 100)
        monkeypatch.setattr(module, "MAX_UNPACKED", 80)
        walk = Walk(unpacked)
        work = unpacked.folder.parent / "work.zip"
        for student, why in (("ada", ""), ("bo", "too large to be unpacked")):
            work.write_bytes(made(("gates.py", b"x" * 60)))
            assert [piece.why for piece in walk.through(work, (student,)).pieces] == [why]

    def test_of_many_entries(self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MAX_ENTRIES", 5)
        inner = made(*((f"{n}.py", b"") for n in range(6)))
        found = read(made(("bob.zip", inner), (GOOD, b"{}")), unpacked)
        assert found == {"bob.zip": "a broken archive (6 files; at most 5 are read)", GOOD: ""}
        folder, files = ("class/", b""), [(f"class/{n}.py", b"") for n in range(51)]
        assert list(read(made(folder, *files[:50]), unpacked).values()) == [""] * 50, "a folder is no file"
        found = read(made(folder, *files), unpacked)
        assert found == {"in.zip": "a broken archive (51 files; at most 50 are read)"}

    def test_of_archives_in_archives(self, unpacked: Unpacker) -> None:
        inner = made(("gates.ipynb", b"{}"))
        for _ in range(5):
            inner = made(("a.zip", inner))
        found = read(made(("bob.zip", inner), (GOOD, b"{}")), unpacked)
        assert found == {"bob.zip/a.zip/a.zip": "an archive too deep in others", GOOD: ""}

    def test_one_persons_archives_have_one_room_together(
        self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "MAX_ENTRIES", 5)
        monkeypatch.setattr(module, "MAX_UNPACKED", 3_000_000)
        many, large = made(*((f"{n}.py", b"") for n in range(3))), bytes(1_000_000)
        found = read(made(("bob.zip", made(("1.zip", many), ("2.zip", many))), (GOOD, b"{}")), unpacked)
        assert found["bob.zip/2.zip"] == "a broken archive (3 files; at most 0 are read)"
        assert found[GOOD] == ""
        monkeypatch.setattr(module, "MAX_ENTRIES", 6)
        inner = made(("a.py", large), ("b.py", large), method=zipfile.ZIP_DEFLATED)
        before = unpacked.written
        found = read(made(("bob.zip", made(("1.zip", inner), ("2.zip", inner))), (GOOD, b"{}")), unpacked)
        assert found["bob.zip/2.zip/b.py"] == "too large to be unpacked"
        assert unpacked.written - before < 4_100_000
        assert found[GOOD] == ""

    def test_a_persons_list_of_files_is_shorter(
        self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inner = made(*((f"{n:03}.py", b"") for n in range(300)))
        long = 300 * (46 + len("000.py"))
        monkeypatch.setattr(module, "MAX_DIRECTORY", 10 * long)
        assert len(read(made(("bob.zip", inner), (GOOD, b"{}")), unpacked)) == 301
        monkeypatch.setattr(module, "MAX_DIRECTORY", 10 * long - 1)
        found = read(made(("bob.zip", inner), (GOOD, b"{}")), unpacked)
        assert found == {"bob.zip": "a broken archive (its list of files is too long)", GOOD: ""}

    def test_of_entries_that_share_their_bytes(self, unpacked: Unpacker) -> None:
        """The second entry of the list is made to point at the first one's bytes."""
        data = bytearray(made(("bob/gates.ipynb", b"{}"), ("eve/gates.ipynb", b"{}")))
        second = data.find(b"PK\1\2", data.find(b"PK\1\2") + 1)
        struct.pack_into("<L", data, second + 42, 0)
        found = read(bytes(data), unpacked)
        assert found["eve/gates.ipynb"].startswith("broken in the archive (")

    def test_of_a_list_that_is_said_to_be_long(
        self, unpacked: Unpacker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "MAX_DIRECTORY", 100_000)
        data = made(*((f"{n}.py", b"") for n in range(3_000)))
        assert list(read(data, unpacked).values()) == ["a broken archive (its list of files is too long)"]


def test_what_gradescope_says_is_unpacked_too(unpacked: Unpacker) -> None:
    assert read(made(("export/submission_metadata.yml", b"{}"), (GOOD, b"{}")), unpacked) == {
        "export/submission_metadata.yml": "",
        GOOD: "",
    }


class TestNames:
    @pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
    def test_hangul_without_the_mark_of_unicode(self, encoding: str, unpacked: Unpacker) -> None:
        raw = "김민수/게이트.ipynb".encode(encoding)
        data = made(("x" * len(raw), b"{}")).replace(b"x" * len(raw), raw)
        assert read(data, unpacked) == {"김민수/게이트.ipynb": ""}

    def test_one_flag_alone_says_that_a_name_is_unicode(self) -> None:
        entry = zipfile.ZipInfo("김민수.ipynb".encode("cp949").decode("cp437"))
        entry.flag_bits = 0x8  # written as a stream
        assert names_of(entry) == ("김민수.ipynb",)

    @pytest.mark.parametrize("name", ["김민수.ipynb", "Inés.ipynb", "e\u0301.ipynb"])
    def test_any_letters(self, name: str, unpacked: Unpacker) -> None:
        (origin,) = read(made((name, b"{}")), unpacked)
        assert origin in ("김민수.ipynb", "Inés.ipynb", "é.ipynb")

    def test_an_endless_name_is_cut_before_anybody_looks_at_it(self) -> None:
        entry = zipfile.ZipInfo("_1" * 30_000 + "\n.ipynb")
        assert max(map(len, names_of(entry))) <= module.LONGEST + 1
        assert len(names_of(zipfile.ZipInfo("a/" * 30_000 + "gates.ipynb"))) <= module.MOST_FOLDERS + 2

    def test_thirty_folders_are_looked_into_and_no_more(self, unpacked: Unpacker) -> None:
        found = read(made(("a/" * 30 + "x.py", b"1"), ("a/" * 31 + "y.py", b"1")), unpacked)
        assert found == {"a/" * 30 + "x.py": "", "a/" * 31 + "y.py": "too deep in folders"}

    def test_letters_of_old_western_windows_stay(self) -> None:
        """Also where their bytes would be some rare syllable."""
        for name in ("José", "Inés", "Müller", "éè", "½¼"):
            entry = zipfile.ZipInfo(f"{name}/{name}s.ipynb")
            assert names_of(entry) == (name, f"{name}s.ipynb")

    def test_the_same_name_twice(self, unpacked: Unpacker) -> None:
        with pytest.warns(UserWarning, match="Duplicate name"):
            data = made((GOOD, b"1"), (GOOD, b"2"), ("ADA/gates.ipynb", b"3"))
        path = unpacked.folder.parent / "in.zip"
        path.write_bytes(data)
        pieces: list[Piece] = Walk(unpacked).through(path).pieces
        assert [piece.why for piece in pieces] == ["", "its name stands twice in the archive", ""]

    @pytest.mark.parametrize(
        ("name", "names"),
        [
            ("a//b/./c.ipynb", ("a", "b", "c.ipynb")),
            ("/a.ipynb", ("a.ipynb",)),
            ("./a\\b.ipynb", ("a", "b.ipynb")),
            ("../a.ipynb", ("..", "a.ipynb")),
            (".", ("?",)),
        ],
    )
    def test_folders_and_a_name(self, name: str, names: tuple[str, ...]) -> None:
        assert names_of(zipfile.ZipInfo(name)) == names

    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("gates.ipynb", "gates.ipynb"),
            ("김민수_1_502_gates-1.ipynb", "김민수_1_502_gates-1.ipynb"),
            ("-rf; $(x).py", "-rf_ _(x).py"),
            ("...py", "file.py"),
            ("a" * 200 + ".ipynb", "a" * 60 + ".ipynb"),
        ],
    )
    def test_names_of_our_own_files(self, name: str, safe: str) -> None:
        assert safe_name(name) == safe
