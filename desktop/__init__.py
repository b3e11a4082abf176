"""绩表 (Jibiao): county offices fill, check, print and hand up their official performance forms, offline.

`desktop.forms` knows what a form is and imports nothing of the rest; everything else stands on it.
"""

__version__ = "0.1.0"
