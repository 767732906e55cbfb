"""Reads news and keeps the record of who said what.

>>> import onrecord
>>> reader = onrecord.Reader(model="fast")
>>> record = reader.read("“The ferry waits,” said Tom Reyes, the mayor of Kelmouth.", date="2031-03-14")
>>> for attribution in record.attributions:
...     print(attribution.speaker.name, "|", attribution.words)
Tom Reyes | “The ferry waits,”

The engine is the command's: :meth:`Record.to_json` gives the line that ``onrecord read`` writes, byte for byte. It needs
nothing but Python; :meth:`Reader.read_arrow` and tables need ``pyarrow``, :mod:`onrecord.spark` PySpark.
"""

from onrecord._onrecord import Copies, Signature, __version__, address, same, wording
from onrecord.reader import Reader, Records, schema
from onrecord.record import (
    Attribution,
    DocumentError,
    Entity,
    Error,
    Quantity,
    Record,
    Skipped,
    Span,
    Time,
)
from onrecord.store import Store

__all__ = [
    "Attribution",
    "Copies",
    "DocumentError",
    "Entity",
    "Error",
    "Quantity",
    "Reader",
    "Record",
    "Records",
    "Signature",
    "Skipped",
    "Span",
    "Store",
    "Time",
    "__version__",
    "address",
    "same",
    "schema",
    "wording",
]
