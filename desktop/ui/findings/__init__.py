"""The side panel: what was found, and how the current cell's value came about."""
