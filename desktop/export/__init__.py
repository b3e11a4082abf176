"""Forms as files for others: PDF (the only user of reportlab), workbooks (of openpyxl), packages, plain tables.

Exporters take pages or grids and give bytes; `desktop.export.atomic` puts bytes on the disk.
"""
