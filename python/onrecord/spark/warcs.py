"""WARC files into records, each where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Iterable, Iterator

import pyarrow as pa

import onrecord
from onrecord.reader import View
from onrecord.spark.reading import reader, schema, tables

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def warcs(
    spark: SparkSession,
    paths: str | Iterable[str],
    *,
    view: View = "nested",
    date: str | None = None,
    **settings: Any,
) -> DataFrame:
    """Reads WARC and WET files: local ones, ``s3a://``, ``hdfs://`` and whatever else Spark and Arrow can both open.

    ``paths`` are files, folders with all folders in them, or patterns. A task is a file, the largest first, and streams it: no file is held in
    memory. Rows are as those of :func:`onrecord.spark.read`; ``provenance`` says which file and where in it. A part that
    can't be read is a row of its own, whose ``failure`` names file, place and reason; so is a file that isn't there or may not
    be read. Pages in other languages and pages without an article leave no row. Where the network breaks off, the task
    fails, and Spark tries it again.
    """
    return rows(spark, [path for path, _ in listed(spark, paths)], view, date, settings)


def rows(spark: SparkSession, files: list[str], view: View, date: str | None, settings: dict[str, Any]) -> DataFrame:
    """The rows of files that :func:`listed` gave, a task each, in their order."""

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                yield from read_file(files[number], view, date, settings)

    return spark.range(0, len(files), 1, len(files)).mapInArrow(work, schema(view))


def listed(spark: SparkSession, paths: str | Iterable[str]) -> list[tuple[str, int]]:
    """The files of some paths and their bytes, the largest first: a long file that begins last would keep all waiting."""
    paths = [paths] if isinstance(paths, str) else list(paths)
    if not paths:
        raise ValueError("name at least one WARC file, folder or pattern to read")
    # Columns that aren't asked for aren't read: this lists the files and opens none.
    there = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(paths)
    found = there.select("path", "length").distinct().collect()
    if not found:
        raise ValueError(f"there is no file in {', '.join(paths)}")
    return sorted(((row.path, row.length) for row in found), key=lambda file: (-file[1], file[0]))


def read_file(path: str, view: View, date: str | None, settings: dict[str, Any]) -> Iterator[pa.RecordBatch]:
    """The rows of one file.

    What is wrong with the file is in the rows. What is wrong with the way to it is raised: a file that the network cut
    off would look like one that is broken there, and be done with."""
    # A local file has the name by which the command knows it.
    name = path.removeprefix("file:")
    try:
        opening = opened(path)
    except tuple(CLOSED) as error:
        message = next(why for kind, why in CLOSED.items() if isinstance(error, kind))
        yield failed(view, name, f"{name}: {message}")
        return
    with opening as file:
        stream = Stream(file)
        records = reader(settings).read_warc(
            stream, name=name, date=date, threads=1, duplicates=False, errors="keep"
        )
        yield from tables(records.to_arrow(view=view))
        if stream.broken is not None:
            raise stream.broken


#: What no further try would open, and what to do.
CLOSED: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file any more; put it back and read it again",
    PermissionError: "you have no permission to read this file; ask for it or read a copy",
    IsADirectoryError: "is a folder; name the files in it instead",
}


def failed(view: View, file: str, message: str) -> pa.RecordBatch:
    """One row that says why there are no others of a file."""
    failure = {"kind": "failed", "file": file, "message": message}
    return pa.RecordBatch.from_pylist([{"failure": failure}], pa.schema(onrecord.schema(view, failures=True)))


class Stream:
    """A file that remembers why it could not be read on."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.broken: Exception | None = None

    def read(self, number: int) -> bytes:
        try:
            return self.file.read(number)
        except Exception as error:
            self.broken = error
            raise


def opened(path: str) -> BinaryIO:
    """A file as a stream of its bytes."""
    scheme, colon, rest = path.partition(":")
    if not colon or scheme == "file":
        return open("/" + rest.lstrip("/") if colon else path, "rb")
    from pyarrow import fs

    # Hadoop's names of S3 (s3a, s3n) are not Arrow's.
    uri = f"s3:{rest}" if scheme in ("s3a", "s3n") else path
    system, place = fs.FileSystem.from_uri(uri)
    return system.open_input_stream(place, compression=None)
