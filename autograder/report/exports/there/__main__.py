"""The program on the platform: `python -P -m autograder.report.exports.there PLATFORM ROOT`.

What it prints is for the instructor. Where it cannot grade, the results stay what the script wrote before it: not graded, never 0.
"""

import sys
import traceback
from importlib import import_module
from pathlib import Path

from autograder.model.errors import AutograderError


def main(platform: str, root: Path) -> int:
    """Grade one submission; 1 where it has no result."""
    try:
        import_module(f"autograder.report.exports.there.{platform}").run(root)
    except AutograderError as error:
        print(f"NOT GRADED: {error}")
        return 1
    except Exception:
        print("NOT GRADED: the grader failed; please report this")
        traceback.print_exc(file=sys.stdout)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]).resolve()))
