"""How much of a student's file is read, in one place: what is beyond is said, and costs nobody else anything.

All of it is far more than honest work has, and it bounds the time and memory that reading takes.
"""

MAX_BYTES = 50_000_000
"""Bytes of a file, known before any is read. Beyond, the submission is ungraded."""
MAX_VALUES = 3_000_000
"""Commas and opening brackets of a notebook's JSON, which bound the memory that reading it takes. Beyond, ungraded."""
MAX_CELLS = 2_000
"""Cells of a notebook, of all kinds: beyond, ungraded. Pieces of a script or cell: the last one holds the rest."""
MAX_SOURCE = 1_000_000
"""Characters of code in a notebook: its longest cells are left out and named. In a script: beyond, ungraded."""
MAX_LINE = 10_000
"""Characters of a line that is looked at for magics and Python 2; a longer one is data, and stays as it is."""
PADDING = 10
"""Characters of empty lines before the pieces of a text, for each of its own, and 20,000 more: they keep line numbers."""
KEPT_SOURCE = 500_000
"""Characters of source whose trees are kept for the next submission: a class hands in many equal cells."""
