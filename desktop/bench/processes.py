"""Fresh processes that measure something, or are measured, and answer in one line of JSON.

A process of its own, because a second window, a second first export or a warm cache is not what the person waits for.
Compiled modules are kept in the measurement's own folder: an installed program has them, and where the environment
forbids to write them (PYTHONDONTWRITEBYTECODE, a folder that is read-only) every start would be measured as the first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import desktop
from desktop.errors import UserError

PATIENCE_S = 300.0
"""After this long a process is taken to hang and ended."""

SCREEN = {"name": "office", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}
"""The offscreen platform's own screen is 800 × 800: narrower than any office has, and ours would show half a form."""


@dataclass(frozen=True, slots=True)
class Processes:
    """Starts modules of this package."""

    folder: Path
    """For files of one measurement; thrown away afterwards."""

    def answer(self, module: str, *arguments: str, offscreen: bool = False) -> dict[str, Any]:
        """Runs a module to its end; returns what it printed. Raises `UserError` when it fails."""
        return self._run(module, arguments, offscreen=offscreen)[0]

    def seconds_until_answer(self, module: str, *arguments: str) -> float:
        """Time from starting the process until its line has arrived here, without the time it takes to end."""
        return self._run(module, arguments, offscreen=False)[1]

    def _run(self, module: str, arguments: tuple[str, ...], *, offscreen: bool) -> tuple[dict[str, Any], float]:
        if getattr(sys, "frozen", False):
            raise UserError("打包的程序不能测速", remedy="请在源码里运行 python -m desktop bench")
        command = [sys.executable, "-m", f"{__package__}.{module}", *arguments]
        environment = self._environment(offscreen=offscreen)
        start = time.perf_counter()
        with subprocess.Popen(command, env=environment, cwd=self.folder, stdout=subprocess.PIPE) as process:
            watchdog = threading.Timer(PATIENCE_S, process.kill)
            watchdog.start()
            assert process.stdout is not None
            line = process.stdout.readline()
            elapsed = time.perf_counter() - start
            process.wait()
            watchdog.cancel()
        if process.returncode != 0 or not line:
            raise UserError(f"测速的子程序没有跑完（{module}，{process.returncode}）", remedy="原因见上面的输出")
        result: dict[str, Any] = json.loads(line)
        return result, elapsed

    def _environment(self, *, offscreen: bool) -> dict[str, str]:
        """Ours, with this very package on the path, and without a window where there is no screen to show one on."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(self.folder / "compiled")
        here = str(Path(desktop.__file__).resolve().parent.parent)
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
        if offscreen or environment.get("QT_QPA_PLATFORM", _usual_platform()) == "offscreen":
            (self.folder / "screen.json").write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
            environment["QT_QPA_PLATFORM"] = "offscreen:configfile=screen.json"
        return environment


def _usual_platform() -> str:
    has_screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return "" if has_screen else "offscreen"


def tell(values: dict[str, Any]) -> None:
    """Said by the process: its one line."""
    print(json.dumps(values), flush=True)
