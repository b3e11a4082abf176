"""Texts that a spreadsheet program would take for a formula, or for something else than the text they are."""

LIKE_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "\t", "\r")
"""With one of these at its start a text has to be marked as text, in a workbook as in a CSV file."""
