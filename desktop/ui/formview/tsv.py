"""Blocks of cells as Excel and WPS put them on the clipboard: text, tabs between cells, a line for each row.

Excel quotes a cell only when it holds a tab or a line break (or begins like a quoted one), and doubles the quotes in
it; a lone `"` inside an ordinary cell stays as it is. Reading is the exact reverse, so `5"口径` keeps its quote.
"""

from __future__ import annotations


def parse(text: str) -> list[list[str]]:
    """Rows of cells; line breaks inside a cell come back as a newline character. An empty text is one blank cell."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            return rows
        if text[at] == "\n":
            rows.append([])
        at += 1


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell that begins at `start`, and where its end is."""
    if text.startswith('"', start):
        quoted = _quoted(text, start)
        if quoted is not None:
            return quoted
    end = start
    while end < len(text) and text[end] not in "\t\n":
        end += 1
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """A quoted cell at `start`; None when the quote is just a character."""
    parts, at = [], start + 1
    while True:
        end = text.find('"', at)
        if end < 0:
            return None
        parts.append(text[at:end])
        after = end + 1
        if text.startswith('"', after):
            parts.append('"')
            at = after + 1
            continue
        if after < len(text) and text[after] not in "\t\n":
            return None
        content = "".join(parts)
        # `"优"` without need for quotes was typed with them: Excel would not have added any.
        return (content, after) if any(char in content for char in '\t\n"') else None


def render(rows: list[list[str]]) -> str:
    """The text for the clipboard; every row ends with a line break, as Excel has it."""
    return "".join("\t".join(_written(cell) for cell in row) + "\r\n" for row in rows)


def _written(cell: str) -> str:
    if any(char in cell for char in "\t\n") or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
