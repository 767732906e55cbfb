"""What the tests share: the command, examples, pages and archives of invented news."""

from __future__ import annotations

import contextlib
import functools
import gzip
import importlib.util
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any, Callable, ContextManager, TypeVar

import onrecord

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
BUILDS = [ROOT / "target" / build / "onrecord" for build in ("release", "debug")]

SAID = "“The ferry waits,” said Tom Reyes, the mayor of Kelmouth."

PAGE = """<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2031-03-14">
</head><body><nav><a href="/">Kelmouth Courier</a></nav><article><h1>{title}</h1><p>Work on the new ferry port of Kelmouth
was halted on Friday after inspectors found cracks in the wall, the Ministry of Ports of Varenia said in a statement.</p>
<p>“No ship will berth behind that wall until I have seen the report,” said Ports Minister Ilse Marandt. She said that the
work would go on in spring, when the weather allows it, and that nobody would lose a day’s pay by it.</p><p>The builders said
that the concrete had been tested twice before it left the works, and that they would show the papers to anybody who asked.
</p></article></body></html>"""

GERMAN = """<html lang="de"><head><title>Hafen gesperrt</title></head><body><article><h1>Hafen gesperrt</h1><p>Die Arbeiten am
neuen Hafen von Kelmouth sind am Freitag unterbrochen worden, nachdem in der Mauer Risse gefunden worden waren, teilte das
Ministerium mit.</p><p>„Kein Schiff legt dort an, bevor ich den Bericht gelesen habe“, sagte die Ministerin. Im Frühjahr solle
es weitergehen, sobald das Wetter es erlaube, und niemand werde dadurch einen Tag Lohn verlieren.</p></article></body></html>"""

Enter = TypeVar("Enter")
Test = TypeVar("Test", bound=Callable[..., Any])


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    @functools.cached_property
    def folder(self) -> Path:
        return Path(self.entered(tempfile.TemporaryDirectory()))

    def entered(self, context: ContextManager[Enter]) -> Enter:
        """Python 3.11 has it as `enterContext`."""
        stack = contextlib.ExitStack()
        self.addCleanup(stack.close)
        return stack.enter_context(context)

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


def needs(*modules: str) -> Callable[[Test], Test]:
    """Skips a test where one of the modules is not there."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    return unittest.skipIf(missing, "not installed: " + ", ".join(missing))


@functools.cache
def reader() -> onrecord.Reader:
    """One reader for all tests."""
    return onrecord.Reader("fast")


@functools.cache
def command() -> Path:
    """The command that ONRECORD names, else the workspace's release build, else its debug build."""
    named = os.environ.get("ONRECORD")
    found = [Path(named).absolute()] if named else [build for build in BUILDS if build.exists()]
    if not found:
        raise unittest.SkipTest("there is no build of the command: run cargo build, or name one with ONRECORD")
    return found[0]


def run(*arguments: Any, folder: Path = ROOT) -> str:
    done = subprocess.run([command(), *map(str, arguments)], capture_output=True, check=False, cwd=folder)
    if done.returncode != 0:
        raise AssertionError(f"onrecord {arguments}: {done.stderr.decode()}")
    return done.stdout.decode()


def documents(name: str = "batch.jsonl") -> list[dict[str, Any]]:
    """The documents of an example."""
    return [json.loads(line) for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()]


def many(number: int) -> list[dict[str, Any]]:
    """Short and long documents, mixed, so that some are read long before others of the same time."""
    return [{"id": str(n), "text": " ".join([SAID] * (1 + 37 * n % 23)) + f" Number {n}."} for n in range(number)]


def warc(pages: list[tuple[str, str]]) -> bytes:
    """A WARC of responses, each its own gzip member."""
    members = []
    for number, (url, page) in enumerate(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-20T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        members.append(gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0))
    return b"".join(members)


def three_pages() -> list[tuple[str, str]]:
    return [(f"https://post.example/{n}", PAGE.format(title=f"Wall {n} cracks")) for n in range(3)]
