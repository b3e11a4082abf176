"""What a form is: definitions, values, calculation, checks, the resolved grid, its typesetting and its pages.

Pure Python; imports neither Qt nor any exporter nor the store.
"""
