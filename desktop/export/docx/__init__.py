"""Forms as Word documents: text as paragraphs under Word headings, tables as Word tables, to be worked on further.

Everything a document says comes from the typeset grid (`desktop.forms.sheet`), like the PDF and the workbook: a form
needs nothing of its own here. Word breaks lines and pages by itself, so those may fall elsewhere than on our paper.
python-docx is loaded by the first `write_docx`.
"""

from __future__ import annotations

from desktop.forms.sheet import Sheet


def write_docx(sheet: Sheet, *, title: str, author: str = "") -> bytes:
    """A form as it is printed (`fitted_sheet`), as a .docx file. The same arguments give the same bytes.

    `title` and `author` are the file's properties; it carries no date. Characters that a Word file cannot hold
    (control characters, half surrogates) become blanks.
    """
    from desktop.export.docx.writing import write  # noqa: PLC0415  # loads python-docx, which costs 0.1 s

    return write(sheet, title=title, author=author)
