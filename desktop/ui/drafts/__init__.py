"""The list of drafts: what the window begins with."""
