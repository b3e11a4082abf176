"""The project's own measurements: what the person waits for, beside what the same work costs without us.

A time says as much about the machine as about the program, so every figure here is a ratio of two times of one run,
and no test asserts any of them. Each measurement runs in processes of its own, so that the first time is a first time
and the command that asks needs no Qt. Top layer beside the command line: it may use everything and nothing uses it.
"""
