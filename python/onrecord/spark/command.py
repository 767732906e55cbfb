"""``onrecord-spark``: WARC files into Parquet; as ``onrecord-spark.py`` for ``spark-submit``."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from typing import TYPE_CHECKING, Any, Iterator, Sequence

from onrecord.spark.warcs import listed, rows

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

DESCRIPTION = """\
Reads WARC and WET files and writes their records as Parquet, partitioned by day of publication.

INPUT are files, folders or patterns, local or whatever Spark and Arrow can open (s3a://, hdfs://). The work is done in
portions of files; each is a job of its own in Spark's UI. A portion that was finished is skipped when the same command is
given again; one that was not is done anew, whole. What can't be read is a row whose column `failure` says what and why.
"""

EPILOGUE = """\
Example:  spark-submit --master 'local[*]' "$(command -v onrecord-spark.py)" warcs/ --output records --model fast
Read it:  spark.read.parquet("records"), or DuckDB's  FROM read_parquet('records/**/*.parquet', hive_partitioning = true)
"""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "onrecord-spark",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="WARC or WET files, folders or patterns")
    parser.add_argument("--output", required=True, metavar="FOLDER", help="where the Parquet goes")
    parser.add_argument("--model", choices=["accurate", "fast"], default="accurate", help="the model that reads")
    parser.add_argument(
        "--view",
        choices=["nested", "flat", "json"],
        default="nested",
        help="nested: a row a document; flat: a row a statement; json: the record as the command writes it",
    )
    parser.add_argument("--date", metavar="DAY", help="day of publication of pages that tell none")
    parser.add_argument("--any-language", action="store_true", help="read pages in other languages, too")
    parser.add_argument("--portion", type=_positive, default=64, metavar="N", help="files a portion (default: 64)")
    return parser


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError("a portion has at least one file")
    return number


def main(given: Sequence[str] | None = None) -> int:
    """The command. Gives 0 where all was read, 1 where a part could not be, 2 where the call makes no sense."""
    call = arguments().parse_args(given)
    from pyspark.errors import AnalysisException
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("onrecord").getOrCreate()
    try:
        files = [path for path, _ in listed(spark, call.inputs)]
    except (AnalysisException, ValueError) as error:
        print(f"onrecord-spark: {str(error).splitlines()[0]}", file=sys.stderr)
        return 2
    settings = {"model": call.model, "any_language": call.any_language}
    asked = {"view": call.view, "date": call.date, **settings}
    output = Output(spark, call.output)
    try:
        done = set(output.begin(asked))
    except ValueError as error:
        print(f"onrecord-spark: {error}", file=sys.stderr)
        return 2

    # The largest first, here too: those of a portion are of a size, and its end isn't one long file.
    left = [path for path in files if path not in done]
    if len(left) < len(files):
        print(f"{len(files) - len(left)} of {len(files)} files were read already", file=sys.stderr)
    portions = [left[at : at + call.portion] for at in range(0, len(left), call.portion)]
    for number, portion in enumerate(portions, 1):
        what = f"portion {number} of {len(portions)}: {len(portion)} files, {portion[0]} and on"
        spark.sparkContext.setJobGroup(f"onrecord {number}", what)
        count, failures = output.write(portion, rows(spark, portion, call.view, call.date, settings))
        print(f"{what}: {count} rows, {failures} of them failures", file=sys.stderr)
    failures = output.failures()
    if failures:
        print(f"{failures} rows say in the column `failure` what could not be read", file=sys.stderr)
    return 1 if failures else 0


class Output:
    """The folder of the results.

    ``portion=NAME/published=DAY/*.parquet`` are the rows, ``_portions/NAME.json`` says of a finished portion which files are in
    it. The name is a hash of the files', so that a portion which is done twice stands in the same place; a portion without
    its file in ``_portions`` was interrupted, and is taken away before anything else is done.
    """

    def __init__(self, spark: SparkSession, folder: str) -> None:
        self.spark = spark
        jvm = spark.sparkContext._jvm
        self._path = jvm.org.apache.hadoop.fs.Path
        self.folder = self._path(folder)
        self.files = self.folder.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
        self._utils = jvm.org.apache.commons.io.IOUtils

    def begin(self, asked: dict[str, Any]) -> list[str]:
        """Clears what an interrupted run left; gives the files that are finished.

        Raises ``ValueError`` where the folder holds results of other settings: a table has one schema and one model."""
        kept = self._read("_onrecord.json")
        if kept is None:
            self._write("_onrecord.json", asked)
        elif kept != asked:
            raise ValueError(f"{self.folder} holds results of other settings, {kept}: name another folder")
        finished = dict(self._finished())
        for folder in self._names(""):
            if folder.startswith("portion=") and folder.removeprefix("portion=") not in finished:
                self.files.delete(self._in(folder), True)
        return [file for portion in finished.values() for file in portion["files"]]

    def write(self, portion: list[str], rows: Any) -> tuple[int, int]:
        """Writes the rows of some files; gives how many there are and how many of them failures."""
        from pyspark.sql import Observation
        from pyspark.sql import functions as F

        name = hashlib.sha256("\n".join(portion).encode()).hexdigest()[:16]
        counted = Observation()
        rows = rows.observe(counted, F.count("*").alias("rows"), F.count("failure").alias("failures"))
        day = F.col("day") if "day" in rows.columns else F.substring("date", 1, 10) if "date" in rows.columns else None
        folder = self._in(f"portion={name}").toString()
        if day is None:
            rows.write.parquet(folder)
        else:
            # Files of a good size: rows of a day together, small days with others, large days in several files.
            dated = rows.withColumn("published", day)
            # The hint in SQL: PySpark 3.5's own method takes no columns.
            dated = self.spark.sql("SELECT /*+ REBALANCE(published) */ * FROM {dated}", dated=dated)
            dated.write.partitionBy("published").parquet(folder)
        counts = counted.get
        self._write(f"_portions/{name}.json", {"files": portion, **counts})
        return counts["rows"], counts["failures"]

    def failures(self) -> int:
        """How many failures there are in all."""
        return sum(portion["failures"] for _, portion in self._finished())

    def _finished(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for name in self._names("_portions"):
            kept = self._read(f"_portions/{name}")
            if name.endswith(".json") and kept is not None:
                yield name.removesuffix(".json"), kept

    def _in(self, place: str) -> Any:
        return self._path(self.folder, place) if place else self.folder

    def _names(self, folder: str) -> list[str]:
        place = self._in(folder)
        if not self.files.exists(place):
            return []
        return sorted(status.getPath().getName() for status in self.files.listStatus(place))

    def _read(self, place: str) -> Any:
        path = self._in(place)
        if not self.files.exists(path):
            return None
        stream = self.files.open(path)
        try:
            return json.loads(self._utils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def _write(self, place: str, what: Any) -> None:
        """Under another name first: a file that is there is whole."""
        unfinished, path = self._in(f"{place}.unfinished"), self._in(place)
        stream = self.files.create(unfinished, True)
        try:
            stream.write(json.dumps(what, ensure_ascii=False).encode())
        finally:
            stream.close()
        if not self.files.rename(unfinished, path):
            raise OSError(f"{path} can't be written")


if __name__ == "__main__":
    sys.exit(main())
