#!/usr/bin/env python3
"""Measures how fast pages are taken out of an archive, without the model, against Python's trafilatura with warcio.

    bench/pages.py speed  [--times N] [--warc FILE]      pages per CPU second, one thread, both in the same run
    bench/pages.py memory [--gigabytes G] [--warc FILE]  peak memory over an archive of G gigabytes

The archive is `../shared/examples/news.warc.gz` beside the repository, repeated; any WARC of HTML pages does as well. It
needs `cargo build --release -p onrecord-ingest --example intake` and makes an environment under `target/bench-pages`.
CPU time is user and system time of the process; for trafilatura that of the loop over the records alone, its loading
left out, in its favour. Linux, Python 3.9 or later.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WARC = ROOT.parent / "shared" / "examples" / "news.warc.gz"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
INTAKE = TARGET / "release" / "examples" / "intake"
PEER = ROOT / "target" / "bench-pages"

PROGRAM = """
import sys, time
from trafilatura import bare_extraction
from warcio.archiveiterator import ArchiveIterator
pages, start = 0, time.process_time()
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response" and "html" in (record.http_headers.get_header("Content-Type") or ""):
                bare_extraction(record.content_stream().read(), url=record.rec_headers.get_header("WARC-Target-URI"))
                pages += 1
print(pages, time.process_time() - start)
"""


def run(command):
    """A program's output, its CPU seconds and the most memory it held, in MiB."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}")
        output.seek(0)
        return output.read().decode(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def peer():
    """Python with trafilatura and warcio."""
    python = PEER / "bin" / "python"
    if not python.exists():
        venv.create(PEER, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "trafilatura==2.*", "lxml_html_clean", "warcio==1.7.*"], check=True)
    return python


def speed(call):
    said, cpu, _ = run([INTAKE] + [call.warc] * call.times)
    print(said.splitlines()[0])
    said_by_peer, _, _ = run([peer(), "-c", PROGRAM, call.warc])
    pages, seconds = said_by_peer.split()
    theirs = int(pages) / float(seconds)
    ours = int(pages) * call.times / cpu
    print(f"onrecord {ours:.0f} pages per CPU second, trafilatura {theirs:.1f}: {ours / theirs:.1f} times")


def memory(call):
    _, _, small = run([INTAKE, call.warc])
    with tempfile.TemporaryDirectory() as folder:
        large, one = Path(folder, "large.warc.gz"), call.warc.read_bytes()
        with open(large, "wb") as file:
            while file.tell() < call.gigabytes * 1e9:
                file.write(one)
        _, _, peak = run([INTAKE, large])
    print(f"peak memory: {small:.0f} MiB on {len(one) / 1e6:.0f} MB, {peak:.0f} MiB on {call.gigabytes} GB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "memory"])
    parser.add_argument("--times", type=int, default=10, help="how often Onrecord reads the archive")
    parser.add_argument("--gigabytes", type=float, default=1, help="size of the archive, compressed")
    parser.add_argument("--warc", type=Path, default=WARC)
    call = parser.parse_args()
    {"speed": speed, "memory": memory}[call.what](call)


if __name__ == "__main__":
    main()
