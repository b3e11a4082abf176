"""Beginning a form: which one, for which year and unit."""
