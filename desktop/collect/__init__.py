"""The receiving office: packages, the board, answers, scores, summaries, sending on. No window in here.

Nothing that comes in is believed: a package is judged whole (`judging`) before any of it is stored (`receiving`), with
the definitions that are here; what a unit's documents say against each other is found by `across`.
"""
