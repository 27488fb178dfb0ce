"""Feed the targets of tests/fuzz for as long as one likes: `make fuzz`, `make fuzz SECONDS=600 TARGET=notebook`.

With Atheris (Linux on x86_64) inputs are bred by the coverage that they reach; without it, by Hypothesis alone. What is
found, an exception, a hang, too much memory, is a file `found-…` in tests/fuzz/corpus/<target>, which `make check` feeds
from then on. Inputs that reached something new are kept in .fuzz, so that the next run goes on from there. Ctrl-C ends it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import subprocess
import sys
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
BRED = ROOT / ".fuzz"
HANG = 30
"""Seconds after which an input counts as a hang."""
MEMORY = 2_000
"""Megabytes of a fuzzing process, the interpreter's and the targets' own with them."""
LONGEST = 20_000
"""Bytes of an input that is bred."""


def main() -> int:
    """Feed each target for its share of the time, in a process of its own; 1 where something was found."""
    every = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="altogether")
    parser.add_argument("--target", choices=[*every, "all"], default="all")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    said = parser.parse_args()
    names = every if said.target == "all" else [said.target]
    if said.inside:
        return feed(said.target, said.seconds)
    before = found()
    for name in names:
        print(f"== {name}", flush=True)
        seconds = str(max(1, said.seconds // len(names)))
        words = [sys.executable, "-m", "bench.fuzz", "--inside", "--target", name, "--seconds", seconds]
        try:
            subprocess.run(words, cwd=ROOT, check=False)
        except KeyboardInterrupt:
            break
    new = sorted(found() - before)
    print("\n".join([f"found: {path.relative_to(ROOT)}" for path in new]) or "nothing found")
    return 1 if new else 0


def found() -> set[Path]:
    """What all runs have found so far."""
    return set(CORPUS.glob("*/found-*"))


def feed(name: str, seconds: int) -> int:
    """Feed one target in this process."""
    if importlib.util.find_spec("atheris"):
        return bred(name, seconds)
    return drawn(name, seconds)


def bred(name: str, seconds: int) -> int:
    """Inputs bred by the coverage that they reach."""
    import atheris

    with atheris.instrument_imports(include=["autograder"]):
        from tests.fuzz.targets import BY_NAME
    kept = BRED / name
    kept.mkdir(parents=True, exist_ok=True)
    target = BY_NAME[name]
    warnings.simplefilter("error", RuntimeWarning)
    for path in target.kept:
        target.run(path.read_bytes())  # what is made once is no hang
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={HANG}",
        f"-report_slow_units={HANG}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={CORPUS / name}/found-",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(kept), str(CORPUS / name)], target.run)
    atheris.Fuzz()
    return 0


def drawn(name: str, seconds: int) -> int:
    """Inputs drawn by Hypothesis, until one fails or the time is over."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis.database import DirectoryBasedExampleDatabase

    from tests.fuzz.inputs import inputs
    from tests.fuzz.targets import BY_NAME

    target, end = BY_NAME[name], time.monotonic() + seconds
    last = [b""]

    @settings(
        max_examples=1_000,
        deadline=None,
        database=DirectoryBasedExampleDatabase(BRED / "hypothesis"),
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs(name, [path.read_bytes() for path in target.kept]))
    def run(data: bytes) -> None:
        last[0] = data
        if time.monotonic() < end:
            target.run(data)

    try:
        while time.monotonic() < end:
            run()
    except Exception:
        digest = hashlib.sha256(last[0]).hexdigest()[:16]
        (CORPUS / name / f"found-{digest}").write_bytes(last[0])
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main())
