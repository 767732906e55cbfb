"""What the documentation shows is what happens: the examples in docstrings, and those of the pages about Python."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shutil
import unittest
from pathlib import Path

import onrecord
import onrecord.reader
import onrecord.record
import onrecord.store
from support import EXAMPLES, ROOT, Case, needs, run, three_pages, warc

MODULES = (onrecord, onrecord.reader, onrecord.record, onrecord.store)

#: A block of Python, and the block of its output, if one follows.
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n?```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def load_tests(loader: unittest.TestLoader, tests: unittest.TestSuite, pattern: str | None) -> unittest.TestSuite:
    for module in MODULES:
        tests.addTests(doctest.DocTestSuite(module))
    return tests


class Pages(Case):
    def run_blocks(self, page: Path) -> int:
        """Runs the Python of a page, one block after the other, in a folder with what the page speaks of."""
        for example in EXAMPLES.iterdir():
            shutil.copy(example, self.folder)
        self.file("crawl.warc.gz", warc(three_pages()))
        run("add", "batch.jsonl", "--model", "fast", "--db", "store.db", "--quiet", folder=self.folder)
        there = os.getcwd()
        self.addCleanup(os.chdir, there)
        os.chdir(self.folder)
        names: dict[str, object] = {}
        blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
        for source, expected in blocks:
            said = io.StringIO()
            with contextlib.redirect_stdout(said), self.subTest(page.name, source=source):
                exec(compile(source, page.name, "exec"), names)
                if expected:
                    self.assertEqual(said.getvalue(), expected)
        return len(blocks)

    @needs("pyarrow", "pandas", "polars", "duckdb")
    def test_the_recipes_run(self) -> None:
        self.assertGreater(self.run_blocks(ROOT / "docs" / "python.md"), 5)

    def test_the_wheel_s_page_runs(self) -> None:
        self.assertGreater(self.run_blocks(ROOT / "python" / "README.md"), 0)


if __name__ == "__main__":
    unittest.main()
