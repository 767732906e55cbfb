"""Onrecord on a Spark cluster.

Everything is read by the engine that the command ``onrecord`` has inside, one document after the other in each of Spark's
Python workers; a record depends on its own document only, so a task that runs twice gives the same rows.

* :func:`read` reads a column of texts,
* :func:`warcs` reads WARC files where they lie,
* :func:`copies` finds copies and new versions of documents,
* :func:`same` finds statements that stand in several documents,
* :func:`schema` gives the columns of what comes out.

``onrecord-spark --help`` is the same as a program, ``onrecord-spark.py`` as one for ``spark-submit``. PySpark from 3.5 on, with pyarrow.
"""

from onrecord.spark.alike import copies, same
from onrecord.spark.reading import read, schema
from onrecord.spark.warcs import warcs

__all__ = ["copies", "read", "same", "schema", "warcs"]
