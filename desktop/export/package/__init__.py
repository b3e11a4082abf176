"""The package that goes upward: `.jbz`, a zip with a manifest, the documents, what they print, and proofs.

The manifest names every other file with its SHA-256 and every document with its revision and the digest of its content,
so that the office above can tell a whole package from a damaged one before it takes anything in. Nothing in a package
is executed, unpacked to the disk or believed: findings and digests are computed anew by whoever receives it.
"""

from __future__ import annotations

SUFFIX = ".jbz"
MANIFEST = "清单.json"
FORMAT = 1
"""Raise when an earlier program could no longer read what is written."""
FORMAT_ON = 2
"""Of a package without documents of its own, by which an office sends on those of others: an earlier program is to say
that it is too old, and not that the package is broken."""
