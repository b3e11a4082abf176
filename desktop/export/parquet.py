"""Parquet files of plain tables, for DuckDB and cluster engines; needs pyarrow, which nothing else here does.

Numbers are `decimal128(18, 6)`: exact, so that a million of them add up to the cent, as eight bytes each. Six digits
after the point of an amount in 万元 are one 分; what has more is rounded half up. Strings are dictionary encoded and
everything is compressed, so that a million indicators take some tens of megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.errors import UserError
from desktop.export.tidy import Cell, Column, Kind, Writer, fresh_file
from desktop.forms.numbers import round_half_up

if TYPE_CHECKING:
    import pyarrow.parquet

DIGITS, DECIMALS = 18, 6
_LARGEST = Decimal(10) ** (DIGITS - DECIMALS)
_ROWS = 20_000
"""Rows of one group: so many are held in memory before they are written."""


def require_pyarrow() -> None:
    """Raises `UserError` when Parquet cannot be written on this computer."""
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415  # an extra; half a second to load
    except ImportError:
        raise UserError(
            "这台电脑上没有装 pyarrow，写不了 Parquet", remedy='请装上（pip install "jibiao[parquet]"），或只要 CSV'
        ) from None


@contextmanager
def parquet_table(path: Path, columns: Sequence[Column]) -> Iterator[Writer]:
    """A Parquet file in the making; it is there when the block is left without an error. Raises `UserError`."""
    require_pyarrow()
    import pyarrow as pa  # noqa: PLC0415  # see above
    import pyarrow.parquet as pq  # noqa: PLC0415  # see above

    types = {Kind.TEXT: pa.string(), Kind.NUMBER: pa.decimal128(DIGITS, DECIMALS), Kind.WHOLE: pa.int32()}
    schema = pa.schema([(column.name, types[column.kind]) for column in columns])
    with fresh_file(path) as fresh, pq.ParquetWriter(fresh, schema, compression="zstd") as file:
        table = _Parquet(file, schema, columns)
        yield table
        table.flush()


class _Parquet:
    def __init__(self, file: pyarrow.parquet.ParquetWriter, schema: Any, columns: Sequence[Column]) -> None:
        self._file, self._schema = file, schema
        self._numbers = [at for at, column in enumerate(columns) if column.kind is Kind.NUMBER]
        self._rows: list[list[Cell]] = []

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        for row in rows:
            cells = list(row)
            for at in self._numbers:
                cells[at] = _fitted(cells[at])
            self._rows.append(cells)
            if len(self._rows) >= _ROWS:
                self.flush()

    def flush(self) -> None:
        """Writes what is held."""
        import pyarrow as pa  # noqa: PLC0415  # see above

        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._schema)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


def _fitted(cell: Cell) -> Cell:
    """A number as the file can hold it; None for one with more digits than any amount of money has."""
    if not isinstance(cell, Decimal):
        return cell
    value = round_half_up(cell, DECIMALS)
    return value if abs(value) < _LARGEST else None
