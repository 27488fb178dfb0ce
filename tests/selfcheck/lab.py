"""A kernel as JupyterLab and VS Code talk to it: each cell is run under its id, as often as one likes."""

from __future__ import annotations

import os
import queue
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.selfcheck.answers import ROOT


class Lab:
    """One kernel; `cell_ids` says whether the client tells which cell it runs."""

    def __init__(self, folder: Path, *, cell_ids: bool = True) -> None:
        from jupyter_client.manager import start_new_kernel

        environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
        self.manager, self.client = start_new_kernel(cwd=str(folder), env=environment)
        self.cell_ids = cell_ids
        self.run("setup", "import numpy as np\nfrom autograder.selfcheck import check")

    def run(self, cell: str, source: str, deleted: Sequence[str] = ()) -> str:
        """Run a cell; all that it shows, as text."""
        metadata = {"cellId": cell, "deletedCells": list(deleted)} if self.cell_ids else {}
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {},
                   "allow_stdin": False, "stop_on_error": True}  # fmt: skip
        message = self.client.session.msg("execute_request", content, metadata=metadata)
        self.client.shell_channel.send(message)
        shown: list[str] = []
        while True:
            try:
                reply: dict[str, Any] = self.client.get_iopub_msg(timeout=60)
            except queue.Empty:
                raise AssertionError("the kernel is silent") from None
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            said = reply["content"]
            if reply["msg_type"] == "status" and said["execution_state"] == "idle":
                return "\n".join(shown)
            shown += [said["text"]] if reply["msg_type"] == "stream" else []
            shown += (
                [said["data"]["text/plain"]]
                if reply["msg_type"] in ("display_data", "execute_result")
                else []
            )
            shown += [said["evalue"]] if reply["msg_type"] == "error" else []

    def close(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
