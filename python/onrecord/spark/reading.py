"""Documents of a DataFrame into records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator

import pyarrow as pa

import onrecord
from onrecord.reader import View

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

#: The columns of documents that ``read`` takes besides the text.
COLUMNS = ("id", "url", "publisher", "title", "author", "date", "language")


def read(
    documents: DataFrame,
    text: str = "text",
    id: str | None = None,
    *,
    url: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    date: str | None = None,
    language: str | None = None,
    view: View = "nested",
    name: str = "documents",
    **settings: Any,
) -> DataFrame:
    """Reads a column of texts: a row a document (``view="nested"`` or ``"json"``) or a row a statement (``"flat"``).

    ``text``, ``id``, ``date`` and so on name columns of strings, ``name`` is what ``provenance`` calls the documents. ``settings`` are those of :class:`onrecord.Reader`:
    ``model="fast"``, ``min_confidence=.5`` and so on. A document that can't be read is a row of its own, with the reason
    in the column ``failure`` and nothing but its id in the others; in all other rows ``failure`` is null.
    """
    given = (id, url, publisher, title, author, date, language)
    named: dict[str, Any] = {"text": text, **{column: name for column, name in zip(COLUMNS, given) if name is not None}}

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            source = pa.Table.from_batches([batch])
            yield from tables(
                reader(settings).read_arrow(
                    source, **named, view=view, name=name, errors="keep", threads=1, duplicates=False
                )
            )

    columns = list(dict.fromkeys(named.values()))
    return documents.select(*columns).mapInArrow(work, schema(view))


def schema(view: View = "nested") -> StructType:
    """The columns of :func:`read` and :func:`onrecord.spark.warcs`: those of ``onrecord.schema(view)`` and ``failure``."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(pa.schema(onrecord.schema(view, failures=True)))


_readers: dict[tuple[tuple[str, Any], ...], onrecord.Reader] = {}


def reader(settings: dict[str, Any]) -> onrecord.Reader:
    """The reader of this process with these settings: its model is loaded once."""
    key = tuple(sorted(settings.items()))
    if key not in _readers:
        _readers.clear()
        _readers[key] = onrecord.Reader(**settings)
    return _readers[key]


def tables(source: Any) -> Iterator[pa.RecordBatch]:
    """The batches of anything that streams Arrow."""
    return iter(pa.RecordBatchReader.from_stream(source))
