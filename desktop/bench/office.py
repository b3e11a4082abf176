"""The same forms printed by LibreOffice from our workbooks ÷ bound into one PDF by us; left out without LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys

from desktop.bench.measure import Measure, seconds
from desktop.bench.processes import PATIENCE_S, Processes
from desktop.bench.scale import Scale
from desktop.errors import UserError

LEAST = 10.0


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """One conversion of all workbooks by one LibreOffice, so that its start counts once. Raises `UserError`."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("没有 LibreOffice，这一项不测", file=sys.stderr)
        return []
    folder = processes.folder / "office"
    folder.mkdir()
    ours = processes.answer("office_process", str(scale.office_forms), str(folder))
    books = sorted(str(file) for file in folder.glob("*.xlsx"))
    profile = f"-env:UserInstallation={(processes.folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *books]

    def convert() -> None:
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_S)

    try:
        taken = seconds(convert)
    except (OSError, subprocess.SubprocessError) as error:
        raise UserError(f"LibreOffice 没有转成（{type(error).__name__}）", remedy="请关闭 LibreOffice 后再测") from None
    if len(list(folder.glob("*.pdf"))) != scale.office_forms:
        raise UserError("LibreOffice 没有转成全部工作簿", remedy="请检查它能不能打开 .xlsx")
    name = f"LibreOffice 由工作簿印 {scale.office_forms} 张 PDF ÷ 本程序"
    sizes = {"pdf_bytes": ours["pdf"], "xlsx_bytes": ours["xlsx"]}
    return [Measure("office", name, taken, ours["seconds"], LEAST, sizes, at_least=True)]
