"""A store that ``onrecord add`` keeps, to ask questions of."""

from __future__ import annotations

import json
import os
from typing import Any, Literal

from onrecord import _onrecord
from onrecord.record import Record


class Store:
    """A store, opened to be read: others may add to it meanwhile. Answers are what the command gives as JSON.

    ``ValueError`` is raised over a query that can't be understood, ``LookupError`` over what isn't there, ``OSError`` over
    a file that can't be read.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._store = _onrecord.Store(os.fspath(path))

    def search(
        self,
        words: str,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        after: str | None = None,
        before: str | None = None,
        said_after: str | None = None,
        type: Literal["direct", "indirect", "mixed"] | None = None,
        stance: str | None = None,
        measure: str | None = None,
        has_figure: bool = False,
        limit: int = 20,
    ) -> list[dict[str, Any]]:
        """The statements that hold the words, the best first; as ``onrecord search``."""
        return json.loads(
            self._store.search(
                words, speaker, outlet, after, before, said_after, type, stance, measure, has_figure, limit
            )
        )

    def who(self, name: str) -> list[dict[str, Any]]:
        """The statements of one speaker, in the order in which they were said; as ``onrecord who``. ``name`` is a name or
        words of one, a Wikidata id, or ``"#12"``, speaker 12; where it means several, ``LookupError`` says who they are.
        """
        return json.loads(self._store.who(name))

    def speakers(self, name: str) -> list[dict[str, Any]]:
        """The speakers whom a name may mean: each with number, days and counts under ``voice``, and with ``aliases``,
        ``outlets``, ``channels`` and ``topics``; what ``onrecord who`` shows before the statements."""
        found = json.loads(self._store.speakers(name))
        return [{key: value for key, value in one.items() if key != "statements"} for one in found]

    def same(self, statement: int | str) -> list[dict[str, Any]]:
        """Where a statement stands again: its number, or words; as ``onrecord same``."""
        return json.loads(self._store.same(str(statement)))

    def figures(self, measure: str, *, of: str | None = None) -> list[dict[str, Any]]:
        """Claims of a count over time; as ``onrecord figures``."""
        return json.loads(self._store.figures(measure, of))

    def stats(self) -> list[dict[str, Any]]:
        """What the store holds; as ``onrecord stats``."""
        return json.loads(self._store.stats())

    def record(self, document: int) -> Record:
        """A document's record, by its number in the store."""
        return Record(self._store.record(document))
