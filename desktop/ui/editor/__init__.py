"""Filling one form: the tool bar, the form, the panel and the status line."""
