"""Exports of invented articles, made by the command, for other programs' readers.

The command is the one that ONRECORD names, else the workspace's release build, else its debug build.
"""

import functools
import importlib.util
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[4]
BUILDS = [ROOT / "target" / build / "onrecord" for build in ("release", "debug")]

ARTICLES = [
    {
        "id": "courier-1",
        "url": "https://courier.example/toll?a=1&b=2",
        "publisher": "=HYPERLINK(\"https://evil.example\")",
        "title": "Olsen: Varnholm will not pay harbour toll",
        "author": "Ida Lund",
        "date": "2031-04-02",
        "language": "en",
        "text": "“We will not pay the toll,” Harbour Minister Mara Olsen told reporters on Friday. “Not this year, and not"
        " the next.”\n\nShe called the levy “a tax on bread” and said that ships would be sent to Osterlund instead, 🦀"
        " according to the Courier.\n\nTeo Brandt of the fishers’ union said: “Nobody asked us,\nnobody.” The ministry"
        " denied that over 1,000 fishers had struck.",
        "desk": {"tags": ["harbour", None]},
    },
    {
        "id": "../herald \"2\"",
        "title": "Ferry waits",
        "text": "The ferry will wait, Tom Reyes said; “=1+1, @all, he added, “is the fare”, \"really\"\", and that is it.\n"
        "“-5 degrees in the hall,” the mayor of Osterlund complained.",
    },
    {"id": "empty", "date": "2031-04-03", "text": "A dog slept in the sun."},
]


def needs(*modules):
    """Skips a test case where one of the modules is not there."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    return unittest.skipIf(missing, "not installed: " + ", ".join(missing))


@functools.cache
def command():
    named = os.environ.get("ONRECORD")
    found = [pathlib.Path(named)] if named else [build for build in BUILDS if build.exists()]
    if not found:
        raise unittest.SkipTest("there is no build of the command: run cargo build, or name one with ONRECORD")
    return found[0]


def run(*arguments):
    done = subprocess.run([command(), *map(str, arguments)], capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"onrecord {arguments}: {done.stderr.decode()}")
    return done.stdout


@functools.cache
def folder():
    """A folder with the articles and a store of them, for as long as the tests run."""
    place = pathlib.Path(tempfile.mkdtemp(prefix="onrecord-readers-"))
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES)
    (place / "news.jsonl").write_text(lines, encoding="utf-8")
    run("add", place / "news.jsonl", "--db", place / "store.db", "--any-language", "--quiet")
    return place


@functools.cache
def read(name, *switches):
    """The articles as read into a file, whose ending tells the format."""
    path = folder() / f"read-{name}"
    run("read", folder() / "news.jsonl", "--any-language", "--quiet", "-o", path, *switches)
    return path


@functools.cache
def exported(name, *switches):
    """The store as exported into a file, whose ending tells the format."""
    path = folder() / f"export-{name}"
    run("export", "--db", folder() / "store.db", "-o", path, *switches)
    return path


def records(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def statements(record):
    """The statements of a record, the headline's first."""
    return record["title_attributions"] + record["attributions"]
