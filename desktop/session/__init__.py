"""A document being edited: edits, undo, recomputation, what the window has to draw anew, autosave. No Qt."""
