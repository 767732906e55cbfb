#!/usr/bin/env python3
"""Measures Onrecord on Spark with two threads of this machine, and holds what it writes against the command.

    bench/spark.py speed      20 copies of an archive: Spark's time against the command's with two threads
    bench/spark.py same       3,881 documents: the same records as the command's, byte for byte, through read_many, read_arrow
                              and Spark
    bench/spark.py kill       a worker killed in mid-job, and a corrupt archive among 20: the same rows
    bench/spark.py memory     memory of a worker over 100,000 short documents, at every tenth

Needs an environment with PySpark, pyarrow and the wheel, Java 17, and a release build of the command. Linux. The time that
Spark takes to start is left out of `speed`: a session that has run a job is asked.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def session(threads: int = 2, tries: int = 1):
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master(f"local[{threads}, {tries}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    return spark


def copies(folder: Path, number: int = 20) -> Path:
    there = folder / "warcs"
    there.mkdir()
    for copy in range(number):
        shutil.copy(SHARED / "examples" / "news.warc.gz", there / f"{copy:02}.warc.gz")
    return there


def command(options, *arguments: str) -> float:
    """Seconds that the command takes."""
    began = time.perf_counter()
    subprocess.run([options.binary, "read", *arguments, "--model", options.model, "--quiet"], check=True)
    return time.perf_counter() - began


def speed(options) -> None:
    import onrecord.spark

    spark = session()
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        warcs = copies(Path(folder))
        # Starts Spark's Python workers and loads the model in each.
        first = sorted(warcs.iterdir())[:2]
        onrecord.spark.warcs(spark, [str(path) for path in first], model=options.model).count()
        for run in range(options.runs):
            alone = command(options, str(warcs), "--threads", "2", "-o", f"{folder}/out.jsonl")
            began = time.perf_counter()
            rows = onrecord.spark.warcs(spark, str(warcs), model=options.model, view="json")
            rows.write.mode("overwrite").parquet(f"{folder}/out.parquet")
            cluster = time.perf_counter() - began
            ratios.append(cluster / alone)
            print(f"run {run + 1}: command {alone:.1f} s, Spark {cluster:.1f} s, ratio {cluster / alone:.3f}", flush=True)
    print(f"median ratio {sorted(ratios)[len(ratios) // 2]:.3f}")


def same(options) -> None:
    import gzip

    import pyarrow as pa
    from pyspark.sql import Row

    import onrecord.spark

    with gzip.open(SHARED / "data" / "unlabelled" / "news.jsonl.gz", "rt") as lines:
        documents = [json.loads(line) for line in lines][: options.documents]
    with tempfile.TemporaryDirectory() as folder:
        wanted = ("id", "text", "date", "title", "url", "publisher")
        source = Path(folder) / "documents"
        with source.open("w") as out:
            for document in documents:
                out.write(json.dumps({key: document[key] for key in wanted if document.get(key)}) + "\n")
        subprocess.run(
            [options.binary, "read", "-", "--model", options.model, "--quiet", "-o", f"{folder}/out.jsonl"],
            stdin=source.open("rb"),
            check=True,
        )
        lines = (Path(folder) / "out.jsonl").read_text().split("\n")[:-1]
    documents = [{key: document.get(key) for key in wanted} for document in documents]
    reader = onrecord.Reader(options.model)
    told("read_many", lines, [record.to_json() for record in reader.read_many(documents, name="-")])
    columns = {key: key for key in wanted if key != "text"}
    table = reader.read_arrow(pa.Table.from_pylist(documents), **columns, view="json", name="-").read_all()
    told("read_arrow", lines, table.column("record").to_pylist())

    expected = {}
    for line in lines:
        # What a stream knows and a partition doesn't: copies among the documents before.
        expected[json.loads(line)["id"]] = re.sub(r'"duplicate":\{[^{}]*\},', "", line, count=1)
    spark = session()
    del columns["id"]
    rows = [Row(**document) for document in documents]
    table = spark.createDataFrame(rows, ", ".join(f"{key} string" for key in wanted)).repartition(8)
    read = onrecord.spark.read(table, "text", "id", **columns, view="json", model=options.model, name="-")
    got = {row.id: row.record for row in read.collect() if row.failure is None}
    told("Spark", [*expected.values()], [got.get(id) for id in expected])


def told(what: str, expected: list[str], got: list[str | None]) -> None:
    equal = sum(one == other for one, other in zip(expected, got))
    print(f"{what}: {equal} of {len(expected)} records of the command are the same bytes; it gave {len(got)}", flush=True)


def kill(options) -> None:
    import onrecord.spark

    spark = session(tries=4)
    with tempfile.TemporaryDirectory() as folder:
        warcs = copies(Path(folder))
        broken = warcs / "07.warc.gz"
        broken.write_bytes(broken.read_bytes()[: broken.stat().st_size * 2 // 3])

        def rows():
            read = onrecord.spark.warcs(spark, str(warcs), model=options.model, view="json")
            # A copy's documents have the same ids as another's: it is told by its file.
            read = read.selectExpr("coalesce(get_json_object(record, '$.provenance.file'), failure.file)", "id", "record", "failure")
            return sorted(map(str, read.collect()))

        whole = rows()
        killed = []

        def killer() -> None:
            while not killed:
                time.sleep(options.after)
                found = workers()
                if found:
                    os.kill(found[0], signal.SIGKILL)
                    killed.append(found[0])

        thread = threading.Thread(target=killer, daemon=True)
        thread.start()
        again = rows()
        failures = [row for row in whole if "message=" in row]
        print(f"{len(whole)} rows; worker {killed} killed; {'the same rows' if again == whole else 'OTHER ROWS'}")
        print(f"{len(failures)} failures: {failures[0][-300:] if failures else ''}")


def workers() -> list[int]:
    """Spark's Python workers: the children of its daemon."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            words = (status.parent / "cmdline").read_text()
            parent = int(next(line for line in status.read_text().splitlines() if line.startswith("PPid")).split()[1])
            if "pyspark.daemon" in words and "pyspark.daemon" in Path(f"/proc/{parent}/cmdline").read_text():
                found.append(int(status.parent.name))
        except (OSError, StopIteration):
            continue
    return sorted(found)


def memory(options) -> None:
    import onrecord.spark

    spark = session()
    said = "“The ferry waits,” said Tom Reyes, the mayor of Kelmouth, on Friday."
    table = spark.range(0, options.documents or 100_000, 1, 20).selectExpr("string(id) AS id", f"'{said}' AS text")
    read = onrecord.spark.read(table, "text", "id", model=options.model)
    peaks: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(2):
            sizes = []
            for worker in workers():
                try:
                    lines = Path(f"/proc/{worker}/status").read_text().splitlines()
                    sizes.append(int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024)
                except (OSError, StopIteration):
                    continue
            peaks.append(max(sizes, default=0))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    with tempfile.TemporaryDirectory() as folder:
        read.write.parquet(f"{folder}/out")
        count = spark.read.parquet(f"{folder}/out").count()
    stop.set()
    tenths = [peaks[len(peaks) * tenth // 10] for tenth in range(10)] if len(peaks) >= 10 else peaks
    print(f"{count} documents; the largest worker in MB, at every tenth of the time: {tenths}; peak {max(peaks)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "same", "kill", "memory"])
    parser.add_argument("--model", choices=["accurate", "fast"], default="fast")
    parser.add_argument("--binary", default=str(ROOT / "target" / "release" / "onrecord"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--documents", type=int, help="how many documents for same and memory")
    parser.add_argument("--after", type=float, default=5, help="seconds after which a worker is killed")
    options = parser.parse_args()
    globals()[options.what](options)


if __name__ == "__main__":
    main()
