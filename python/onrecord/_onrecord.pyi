"""The native part of ``onrecord``. Records come from it as the JSON lines that the command writes, or as Arrow tables."""

import os
from typing import Any, Iterable, Iterator, Literal, Sequence, TypedDict, final, type_check_only

import pyarrow as pa

from onrecord.reader import Readable

__all__ = [
    "Copies",
    "Engine",
    "Signature",
    "Store",
    "Stream",
    "__version__",
    "address",
    "page",
    "same",
    "schema",
    "wording",
]

__version__: str

@type_check_only
class Failure(TypedDict):
    """Why there is no record."""

    kind: Literal["failed", "skipped"]
    document: str | None
    file: str | None
    line: int | None
    offset: int | None
    message: str

@final
class Engine:
    """A reader and how it is set: what :class:`onrecord.Reader` has inside."""

    def __new__(
        cls,
        model: str,
        min_confidence: float | None,
        vague_numbers: str,
        people: str | os.PathLike[str] | None,
        explain: bool,
        any_language: bool,
    ) -> Engine: ...
    @property
    def model(self) -> str: ...
    def read(self, name: str, bytes: bytes, date: str | None, address: str | None = None) -> str | Failure: ...
    def read_lines(
        self, lines: Iterable[tuple[bytes, str | None]], name: str, date: str | None, threads: int, duplicates: bool
    ) -> Stream: ...
    def read_table(
        self,
        table: Any,
        columns: Sequence[tuple[str, str]],
        name: str,
        date: str | None,
        threads: int,
        duplicates: bool,
    ) -> Stream: ...
    def read_file(self, file: Readable, name: str, date: str | None, threads: int, duplicates: bool) -> Stream: ...
    def read_inputs(
        self, inputs: Sequence[str | os.PathLike[str]], date: str | None, threads: int, duplicates: bool
    ) -> Stream: ...

@final
class Stream:
    """Records as they come: JSON lines, and what says why there is none."""

    def __iter__(self) -> Iterator[str | Failure]: ...
    def __next__(self) -> str | Failure: ...
    def take_arrow(self, view: str, failures: bool, skipped: bool, batch_size: int) -> pa.RecordBatchReader: ...

@final
class Store:
    """A store, opened to be read; answers are JSON."""

    def __new__(cls, path: str | os.PathLike[str]) -> Store: ...
    def search(
        self,
        words: str,
        speaker: str | None,
        outlet: str | None,
        after: str | None,
        before: str | None,
        said_after: str | None,
        type: str | None,
        stance: str | None,
        measure: str | None,
        has_figure: bool,
        limit: int,
    ) -> str: ...
    def who(self, name: str) -> str: ...
    def speakers(self, name: str) -> str: ...
    def same(self, statement: str) -> str: ...
    def figures(self, measure: str, of: str | None) -> str: ...
    def stats(self) -> str: ...
    def record(self, document: int) -> str: ...

@final
class Signature:
    """What is kept of a text to compare it with others: a MinHash signature of its five-word shingles."""

    @staticmethod
    def of(text: str) -> Signature: ...
    @staticmethod
    def from_bytes(bytes: bytes) -> Signature: ...
    def __bytes__(self) -> bytes: ...
    @property
    def words(self) -> int: ...
    @property
    def bands(self) -> list[int]: ...
    def similarity(self, other: Signature) -> float: ...
    def near(self, other: Signature) -> bool: ...

@final
class Copies:
    """The documents seen before, to tell copies and new versions by. Remembers the last so many."""

    def __new__(cls, remembered: int = ...) -> Copies: ...
    def check(
        self, id: str, url: str | None, signature: Signature
    ) -> tuple[str, Literal["copy", "update"], float] | None: ...

def address(url: str) -> str | None:
    """An address as it is compared: without what says only how a reader came there. ``None`` where it is no web address."""

def wording(words: str) -> list[tuple[str, bool]]:
    """The words of a statement as they are compared, each with whether it is a function word ("the", "of")."""

def same(one: str, other: str) -> tuple[Literal["equal", "near", "part"], float] | None:
    """What two statements are to each other by their words, and how much so; ``None`` where they say different things."""

def page(line: str) -> str:
    """The page of a record, given as its JSON line: HTML that loads nothing and runs nothing."""

def schema(view: str, failures: bool) -> pa.Schema:
    """The columns of a view."""
