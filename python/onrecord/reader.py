"""Reading: texts, pages, archives and tables into records."""

from __future__ import annotations

import datetime
import json
import os
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Literal, Mapping, Protocol

from onrecord import _onrecord
from onrecord.record import DocumentError, Record, Skipped

if TYPE_CHECKING:
    import pyarrow as pa

View = Literal["nested", "flat", "json"]
Errors = Literal["raise", "keep"]

#: What ``provenance`` and errors call documents that come from no file.
DOCUMENTS = "documents"


class Readable(Protocol):
    """What gives bytes as a binary file does: none at its end."""

    def read(self, size: int, /) -> bytes: ...


class Reader:
    """Reads documents. Loading the model takes some tens of milliseconds: make one and keep it. One reader serves any
    number of threads, and the same document always gives the same record.

    ``model`` is ``"accurate"`` or, at least twice as fast, ``"fast"``. ``min_confidence`` leaves out statements that are
    less certain (0 to 1), ``explain`` keeps why the speakers are who they are, ``any_language`` reads also what is in a
    language that the model doesn't know. ``vague_numbers="acled"`` gives "dozens" and its like the lowest number of their
    order, ``people`` names a CSV of your own people, who win.
    """

    def __init__(
        self,
        model: Literal["accurate", "fast"] = "accurate",
        *,
        min_confidence: float | None = None,
        vague_numbers: Literal["raw", "acled"] = "raw",
        people: str | os.PathLike[str] | None = None,
        explain: bool = False,
        any_language: bool = False,
    ) -> None:
        self._engine = _onrecord.Engine(model, min_confidence, vague_numbers, people, explain, any_language)

    @property
    def model(self) -> str:
        """The model's name and version, such as ``onrecord-en-1``."""
        return self._engine.model

    def read(
        self,
        text: str,
        *,
        id: str | None = None,
        date: Any = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        language: str | None = None,
        **fields: Any,
    ) -> Record:
        """Reads one article's body as it stands. ``date`` (a ``datetime.date`` or ISO 8601) is when it was published,
        which "on Friday" is told from. Other fields are kept in ``extra``.

        >>> Reader("fast").read("The mayor said no.", id="1").attributions[0].source_words
        'The mayor'
        """
        given = dict(
            id=id, date=date, title=title, url=url, publisher=publisher, author=author, language=language, text=text, **fields
        )
        document = {key: value for key, value in given.items() if value is not None}
        return _record(self._engine.read(DOCUMENTS, _line(document), None), id)

    def read_html(self, page: str | bytes, *, url: str | None = None, date: Any = None) -> Record:
        """Reads a page: takes the article out of it, and what the page says of itself. ``date`` is for a page that tells
        none.

        Raises :class:`Skipped` where it holds no article, or one in another language.
        """
        bytes = page.encode() if isinstance(page, str) else page
        return _record(self._engine.read("page.html", bytes, _day(date), url), url)

    def read_many(
        self,
        documents: Iterable[str | Mapping[str, Any]],
        *,
        threads: int | None = None,
        duplicates: bool = True,
        errors: Errors = "raise",
        name: str = DOCUMENTS,
    ) -> Records:
        """Reads documents as they come, on several threads (as many as there are cores, unless told), and gives their
        records in their order: an iterator that holds only a few documents at a time.

        A document is its text, or a mapping with ``text`` and any of ``id``, ``date``, ``title``, ``url``, ``publisher``,
        ``author``, ``language``; other keys go to ``extra``. ``duplicates`` compares each with those before it. With
        ``errors="raise"`` a document that can't be read raises :class:`DocumentError`, and the next ``next()`` goes on
        after it; with ``"keep"`` the exception comes in its place. ``name`` is what ``provenance`` calls them.

        >>> records = Reader("fast").read_many(["The mayor said no.", {"id": "b", "text": "Nobody spoke."}])
        >>> [len(record.attributions) for record in records]
        [1, 0]
        """
        stream = self._engine.read_lines(map(_encoded, documents), name, None, _threads(threads), duplicates)
        return Records(stream, errors)

    def read_files(
        self,
        *inputs: str | os.PathLike[str],
        date: Any = None,
        threads: int | None = None,
        duplicates: bool = True,
        errors: Errors = "raise",
    ) -> Records:
        """Reads files, folders and patterns of any format that the command reads, as it does; fetches nothing."""
        names = [os.fspath(name) for name in inputs]
        return Records(self._engine.read_inputs(names, _day(date), _threads(threads), duplicates), errors)

    def read_warc(
        self,
        source: str | os.PathLike[str] | Readable,
        *,
        name: str | None = None,
        date: Any = None,
        threads: int | None = None,
        duplicates: bool = True,
        errors: Errors = "raise",
    ) -> Records:
        """Reads the pages of a WARC or WET file, compressed or not, from its name or from a binary file object, of which
        only ``read(n)`` is called. ``name`` is what ``provenance`` and errors call a file object."""
        if isinstance(source, (str, os.PathLike)):
            return self.read_files(source, date=date, threads=threads, duplicates=duplicates, errors=errors)
        name = name or getattr(source, "name", None) or "archive.warc"
        stream = self._engine.read_file(source, str(name), _day(date), _threads(threads), duplicates)
        return Records(stream, errors)

    def read_arrow(
        self,
        source: Any,
        *,
        text: str = "text",
        id: str | None = None,
        date: str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        language: str | None = None,
        view: View = "nested",
        threads: int | None = None,
        duplicates: bool = True,
        errors: Errors = "raise",
        batch_size: int = 64,
        name: str = DOCUMENTS,
    ) -> pa.RecordBatchReader:
        """Reads a table: whatever streams Arrow (pyarrow's, polars', DuckDB's, pandas' from 2.2 on). ``text``, ``id`` and
        so on name its columns. Gives a stream of tables in the same order, see :meth:`Records.to_arrow`."""
        given = dict(
            text=text, id=id, date=date, title=title, url=url, publisher=publisher, author=author, language=language
        )
        columns = [(field, column) for field, column in given.items() if column is not None]
        stream = self._engine.read_table(_streaming(source), columns, name, None, _threads(threads), duplicates)
        return Records(stream, errors).to_arrow(view=view, batch_size=batch_size)


class Records:
    """Records as they come, in the order of their documents: an iterator."""

    def __init__(self, stream: _onrecord.Stream, errors: Errors) -> None:
        if errors not in ("raise", "keep"):
            raise ValueError(f'errors is "raise" or "keep", not {errors!r}')
        self._stream = stream
        self._errors = errors

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        while True:
            given = next(self._stream)
            if isinstance(given, str):
                return Record(given)
            error = _error(given)
            if self._errors == "keep":
                return error  # type: ignore[return-value]  # asked for by the caller
            if not isinstance(error, Skipped):
                raise error

    def to_arrow(self, *, view: View = "nested", skipped: bool = False, batch_size: int = 64) -> pa.RecordBatchReader:
        """The rest of them as a stream of tables: ``"nested"``, a row a document with the fields of the JSON; ``"flat"``, a
        row a statement; ``"json"``, the document's id and the line that the command writes.

        With ``errors="keep"`` a document that can't be read is a row, too: nothing in it but its id, and in one more column,
        ``failure``, the reason; ``skipped`` asks the same for documents in other languages and pages without an article.
        """
        return self._stream.take_arrow(view, self._errors == "keep", skipped, batch_size)


def schema(view: View = "nested", *, failures: bool = False) -> pa.Schema:
    """The columns of tables of records; with the column ``failure`` where failures are kept."""
    return _onrecord.schema(view, failures)


def _encoded(document: str | Mapping[str, Any]) -> tuple[bytes, str | None]:
    fields = {"text": document} if isinstance(document, str) else dict(document)
    id = fields.get("id")
    return _line(fields), None if id is None else str(id)


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, default=_plain).encode() + b"\n"


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        # A moment without a time zone says no more than its day.
        if isinstance(value, datetime.datetime) and value.tzinfo is None:
            value = value.date()
        return value.isoformat()
    raise TypeError(f"a document's field holds a {type(value).__name__}, which JSON has no form for")


def _day(date: Any) -> str | None:
    return _plain(date) if hasattr(date, "isoformat") else date


def _threads(threads: int | None) -> int:
    if threads is not None and threads < 1:
        raise ValueError("threads is 1 at least")
    return threads or os.cpu_count() or 1


def _streaming(source: Any) -> Any:
    """Something with ``__arrow_c_stream__`` or that pyarrow can make such a thing of."""
    if hasattr(source, "__arrow_c_stream__"):
        return source
    if hasattr(source, "__arrow_c_array__"):
        import pyarrow as pa

        return pa.Table.from_batches([pa.record_batch(source)])
    raise TypeError(f"a {type(source).__name__} is no Arrow table; pyarrow.Table.from_pandas or from_pylist makes one")


def _record(given: str | _onrecord.Failure, id: str | None) -> Record:
    if isinstance(given, str):
        return Record(given)
    raise _error(given, id)


def _error(given: _onrecord.Failure, id: str | None = None) -> DocumentError:
    kind = Skipped if given["kind"] == "skipped" else DocumentError
    document = given["document"] or id
    return kind(given["message"], document=document, file=given["file"], line=given["line"], offset=given["offset"])
