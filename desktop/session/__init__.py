"""What the window works with, as plain values and verbs. No Qt.

A document being edited: edits, undo, recomputation, what has to be drawn anew, autosave; and a desk for each of the
receiving office's concerns: what came in, one document of it, its scores, summaries.
"""
