"""Records as objects: what the article says, with the words that say so."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from onrecord._onrecord import page


class Error(Exception):
    """What Onrecord raises."""


class DocumentError(Error):
    """A document that could not be read. ``str()`` of it is one sentence with the place and the remedy."""

    def __init__(
        self,
        message: str,
        *,
        document: str | None = None,
        file: str | None = None,
        line: int | None = None,
        offset: int | None = None,
    ) -> None:
        super().__init__(f"document {document!r}: {message}" if document else message)
        #: The document's id, where it is known.
        self.document = document
        #: The file as it was named, the line in it from 1, and bytes from its start.
        self.file, self.line, self.offset = file, line, offset
        #: The sentence without the document's id.
        self.message = message


class Skipped(DocumentError):
    """A document that was left out, though nothing is wrong with it: in another language, or without an article."""


@dataclass(frozen=True)
class Span:
    """A place in the record's text, or in its title: characters from ``start`` to before ``end``, and what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Entity:
    """Who speaks or is spoken through: a person, an organisation, a country, unnamed people. See ``CONTRACT``'s fields."""

    id: str
    name: str
    type: str
    named: bool | None
    role: str | None
    country: str | None
    sector: str | None
    wikidata: str | None
    mentions: tuple[Span, ...] = field(repr=False)
    candidates: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    evidence: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Time:
    """A time as TIMEX3 has it, with the interval it stands for: ISO 8601 days or minutes, both ends included."""

    id: str
    span: Span
    type: str
    value: str
    mod: str | None
    earliest: str | None
    latest: str | None
    anchor: str | None
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True)
class Attribution:
    """Somebody is said to have said something: who (``source``), by which words (``cue``), and what (``content``)."""

    id: str
    type: str
    #: Whether its places are places in the title.
    in_title: bool
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Entity | None
    speaker_confidence: float | None
    via: Entity | None
    time: Time | None
    stance: str | None
    parent: str | None
    confidence: float
    evidence: str | None = field(default=None, repr=False)

    @property
    def words(self) -> str:
        """What was said; `` … `` stands where source or cue interrupt it."""
        return _joined(self.content)

    @property
    def source_words(self) -> str:
        """The article's words for who said it; empty where it names nobody."""
        return _joined(self.source)

    @property
    def cue_words(self) -> str:
        """The words that attribute."""
        return _joined(self.cue)


@dataclass(frozen=True)
class Quantity:
    """A figure that is claimed: how many, of what, and in which attribution."""

    id: str
    span: Span
    words: str
    low: float | None
    high: float | None
    value: float | None
    qualifier: str | None
    unit: str | None
    of: tuple[Span, ...]
    measure: str | None
    polarity: str
    hypothetical: bool
    attribution: Attribution | None
    time: Time | None


class Record:
    """What was read of one document. Fields are those of the JSON; spans know their words.

    >>> Record('{"id": "1", "text": "Nobody spoke."}').text
    'Nobody spoke.'
    """

    def __init__(self, line: str) -> None:
        """From the JSON that the command writes."""
        self._line = line

    def to_json(self) -> str:
        """The line that the command writes, without its end."""
        return self._line

    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own types; each call makes it anew."""
        return json.loads(self._line)

    @cached_property
    def _fields(self) -> dict[str, Any]:
        return self.to_dict()

    @property
    def id(self) -> str:
        """The document's id."""
        return self._fields["id"]

    @property
    def url(self) -> str | None:
        """Where it stands."""
        return self._fields.get("url")

    @property
    def publisher(self) -> str | None:
        """Who published it."""
        return self._fields.get("publisher")

    @property
    def title(self) -> str | None:
        """The headline."""
        return self._fields.get("title")

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return self._fields.get("author")

    @property
    def date(self) -> str | None:
        """When it was published: a day or a minute, ISO 8601."""
        return self._fields.get("date")

    @property
    def updated(self) -> str | None:
        """When it was changed last."""
        return self._fields.get("updated")

    @property
    def section(self) -> str | None:
        """The part of the paper."""
        return self._fields.get("section")

    @property
    def language(self) -> str | None:
        """BCP 47."""
        return self._fields.get("language")

    @property
    def text(self) -> str:
        """The article's body, into which spans point."""
        return self._fields.get("text") or ""

    @property
    def sha256(self) -> str:
        """Of the text's UTF-8 bytes, in hexadecimal digits."""
        return self._fields["sha256"]

    @property
    def duplicate(self) -> dict[str, Any] | None:
        """Which document before it this one repeats: ``of``, ``kind``, ``similarity``."""
        return self._fields.get("duplicate")

    @property
    def provenance(self) -> dict[str, Any] | None:
        """Where the document comes from."""
        return self._fields.get("provenance")

    @property
    def producer(self) -> dict[str, str]:
        """Program, version and model."""
        return self._fields["producer"]

    @property
    def rivals(self) -> list[dict[str, Any]]:
        """Figures of one measure by several claimants."""
        return self._fields.get("rivals") or []

    @property
    def extra(self) -> dict[str, Any]:
        """What else came with the document."""
        return self._fields.get("extra") or {}

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Who speaks or is spoken through."""
        # The headline is read before the text; mentions are places in the text.
        return tuple(
            _made(
                Entity,
                entity,
                mentions=self._spans(entity["mentions"], self.text),
                candidates=tuple(entity.get("candidates") or ()),
            )
            for entity in self._fields.get("entities") or ()
        )

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """The times that the text speaks of."""
        return tuple(
            _made(Time, time, span=self._span(time["span"], self.text)) for time in self._fields.get("times") or ()
        )

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what in the text, in its order."""
        return self._attributions("attributions", self.text, in_title=False)

    @cached_property
    def title_attributions(self) -> tuple[Attribution, ...]:
        """Who said what in the headline; places in ``title``."""
        return self._attributions("title_attributions", self.title or "", in_title=True)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures that the text claims."""
        attributions = {one.id: one for one in self.attributions}
        times = {one.id: one for one in self.times}
        return tuple(
            _made(
                Quantity,
                quantity,
                span=self._span(quantity["span"], self.text),
                of=self._spans(quantity["of"], self.text),
                attribution=attributions.get(quantity.get("attribution")),
                time=times.get(quantity.get("time")),
            )
            for quantity in self._fields.get("quantities") or ()
        )

    def _attributions(self, key: str, text: str, *, in_title: bool) -> tuple[Attribution, ...]:
        entities = {one.id: one for one in self.entities}
        times = {one.id: one for one in self.times}
        return tuple(
            _made(
                Attribution,
                one,
                in_title=in_title,
                source=self._spans(one["source"], text),
                cue=self._spans(one["cue"], text),
                content=self._spans(one["content"], text),
                speaker=entities.get(one.get("speaker")),
                via=entities.get(one.get("via")),
                time=times.get(one.get("time")),
            )
            for one in self._fields.get(key) or ()
        )

    def _spans(self, places: list[list[int]], text: str) -> tuple[Span, ...]:
        return tuple(self._span(place, text) for place in places)

    @staticmethod
    def _span(place: list[int], text: str) -> Span:
        # Offsets count Unicode scalar values, and so do Python's strings.
        start, end = place
        return Span(start, end, text[start:end])

    def _repr_html_(self) -> str:
        """The marked article, for a notebook: in a frame of its own, which runs nothing and loads nothing."""
        framed = html.escape(page(self._line), quote=True)
        style = "width:100%;height:32em;border:1px solid #8888;border-radius:4px;background:#fff"
        return f'<iframe sandbox="" srcdoc="{framed}" style="{style}" title="Who said what in {html.escape(self.id)}"></iframe>'

    def __repr__(self) -> str:
        return f"<Record {self.id!r}: {len(self.attributions)} attributions>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._line == other._line

    def __hash__(self) -> int:
        return hash(self._line)

    def __reduce__(self) -> tuple[type[Record], tuple[str]]:
        return Record, (self._line,)


def _joined(spans: tuple[Span, ...]) -> str:
    return " … ".join(span.text for span in spans)


def _made(kind: Any, fields: dict[str, Any], **known: Any) -> Any:
    """An object of the fields that its type has: those known, the others as the JSON has them, or ``None``."""
    of_json = {name: fields.get(name) for name in kind.__dataclass_fields__ if name not in known}
    return kind(**of_json, **known)
