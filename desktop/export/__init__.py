"""Forms as files for others: PDF (the only user of reportlab) and workbooks (the only user of openpyxl).

Exporters take pages or grids and give bytes; `desktop.export.atomic` puts bytes on the disk.
"""
