"""`gradescope-archive`: the zip that makes Gradescope grade with this package: setup.sh, run_autograder and what they need."""

from collections.abc import Iterator
from pathlib import Path

from autograder.report.exports.gradescope import not_graded
from autograder.report.exports.parts.export import Export, File, Source, as_json
from autograder.report.exports.there.bundle import bundle, notes

SCRIPTS = Path(__file__).parent / "there" / "scripts"


def _files(source: Source) -> Iterator[File]:
    source.notes.extend(notes(source, "Gradescope"))
    for name in ("setup.sh", "run_autograder"):
        yield File(name, (SCRIPTS / f"gradescope_{name}.txt").read_bytes(), program=True)
    yield File("ungraded.json", as_json(not_graded(source.lang)))
    yield from bundle(source)


EXPORT = Export(".zip", files=_files, records=False)
