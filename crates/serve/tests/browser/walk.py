"""Walks through all pages of `onrecord serve` in a real browser: wide and narrow, light and dark, with scripts and without.

    python3 crates/serve/tests/browser/walk.py target/release/onrecord [--axe axe.min.js] [--shots FOLDER]

It fills a store with the invented articles of examples/, and another with hostile ones, serves them on a loopback port,
and fails where a page logs an error, asks another host for something, is wider than the screen, does not do what it is
for, runs anything foreign, or where axe-core finds something serious. Without a browser it says so and fails;
without axe-core (pip install axe-core-python, npm install axe-core) it leaves that part out. Needs nothing but Python.
"""

import argparse
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import chromium

ROOT = pathlib.Path(__file__).resolve().parents[4]
PAGES = ["/", "/read", "/documents", "/documents/1", "/documents/4", "/statements/30", "/speakers", "/speakers/1",
         "/search", "/search?q=dam", "/figures", "/figures?measure=killed", "/compare", "/compare?q=dam+OR+killed",
         "/compare?q=dam+OR+killed&one=2031-05-04&other=2031-05-06", "/corrections", "/about", "/statements/99999"]
# The most that a page of an article may weigh with its style and script, without the article's own words.
HEAVIEST = 60 * 1024


class Server:
    def __init__(self, binary, inputs):
        self._folder = tempfile.TemporaryDirectory()
        store = os.path.join(self._folder.name, "store.db")
        for arguments in inputs:
            subprocess.run([binary, "add", "--db", store, "--quiet", *arguments], check=True, stdout=subprocess.DEVNULL)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [binary, "serve", "--db", store, "--addr", f"127.0.0.1:{port}"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(self.base, timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server does not answer")

    def close(self):
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()


class Walk:
    def __init__(self, browser, axe, shots):
        self.browser, self.axe, self.shots, self.wrong = browser, axe, shots, []

    def expect(self, holds, sentence):
        if not holds:
            print("WRONG:", sentence)
            self.wrong.append(sentence)

    def look(self, page, base, address, missing=False):
        """Goes to a page and checks what every page must be."""
        page.go(base + address)
        self.check(page, base, address, missing)

    def check(self, page, base, address, missing=False):
        errors, asked = page.complaints()
        # A page that is not there is told so by the browser too.
        errors = [error for error in errors if not (missing and "404" in error)]
        self.expect(not errors, f"{address}: {errors}")
        abroad = [url for url in asked if not url.startswith((base, "data:"))]
        self.expect(not abroad, f"{address} asks for {abroad}")
        if page.script:
            wide = page.evaluate("document.documentElement.scrollWidth")
            self.expect(wide <= page.width, f"{address} is {wide} wide on a screen of {page.width}")
            heads = page.evaluate("document.querySelectorAll('h1').length")
            self.expect(heads >= 1, f"{address} has no heading")
            self.expect(page.evaluate("typeof window.ran") == "undefined", f"{address}: something foreign ran")
            if self.axe:
                self.serious(page, address)

    def serious(self, page, address):
        page.evaluate(self.axe + ";0")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map("
                              "v => [v.impact, v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])))")
        for impact, rule, nodes in json.loads(found):
            self.expect(impact not in ("serious", "critical"), f"{address}, {page.width} px: axe {impact} {rule}: {nodes}")

    def everywhere(self, base):
        """All pages in all guises."""
        for width in (1280, 390):
            for dark in (False, True):
                for script in (True, False):
                    page = chromium.Page(self.browser, width, dark, script)
                    for number, address in enumerate(PAGES):
                        self.look(page, base, address, missing=address == PAGES[-1])
                        if self.shots:
                            guise = f"{number:02}-{width}{'-dark' if dark else ''}{'' if script else '-plain'}.png"
                            page.screenshot(os.path.join(self.shots, guise))
                    page.close()

    def without_scripts(self, base):
        """Reading, keeping, hiding, correcting and undoing by plain forms."""
        page = chromium.Page(self.browser, script=False)
        page.go(base + "/read")
        article = (ROOT / "examples/harbour.txt").read_text()
        page.fill("#text", article)
        page.click("button.first")
        self.check(page, base, "an article that was read")
        self.expect("No ship will berth" in page.text(".statements"), "the article that was pasted was not read")
        page.click("button[name=keep]")
        self.expect("/documents/" in page.address(), f"keeping leads to {page.address()}")
        page.go(base + "/documents/1?min=90")
        self.expect("hidden" in page.text(".hides"), "nothing is hidden below 90%")
        page.go(base + "/statements/30")
        page.click("details:has(#who-else) summary", loads=False)
        page.fill("#who-else", "Somebody New")
        page.fill("#by-who", "Ada <b>Test")
        page.click("form:has(#who-else) button")
        self.check(page, base, "a corrected statement")
        self.expect("Somebody New" in page.text("dl"), "the corrected speaker is not shown")
        self.expect("Ada &lt;b&gt;Test" in page.text("#corrections + ol"), "who corrected is not shown")
        page.click("#corrections + ol button")
        self.expect(page.address().endswith("/corrections"), "undoing leads to the corrections")
        self.expect("undone by Ada" in page.text(), "the undoing is not shown")
        page.go(base + "/statements/30")
        self.expect("Somebody New" not in page.text("dl"), "the correction is still in force")
        page.click("details:has(#by-reject) summary", loads=False)
        page.fill("#by-reject", "Ada")
        page.click("form:has(#by-reject) button")
        self.expect("nobody said that" in page.text("h1"), "the statement is not rejected")
        page.click("ol button")
        page.go(base + "/search")
        page.fill("#q", "berth")
        page.click(".wide button")
        self.expect("<mark" in page.text(), "the words that were found are not marked")
        page.close()

    def with_scripts(self, base):
        """The comforts: lighting up, hiding at once, copying."""
        page = chromium.Page(self.browser)
        page.go(base + "/documents/1")
        page.move("#a1")
        self.expect(page.evaluate("document.querySelectorAll('.content.lit').length") > 0, "an entry lights no mark")
        page.move(".text .content")
        self.expect(page.evaluate("document.querySelectorAll('li.lit').length") > 0, "a mark lights no entry")
        hide = "const s = document.querySelector('#min'); s.value = 95; s.dispatchEvent(new Event('input'))"
        page.evaluate(hide)
        self.expect(page.evaluate("document.querySelectorAll('li.off').length") > 0, "the slider hides nothing")
        self.expect(page.evaluate("document.querySelectorAll('.links button').length") > 0, "nothing can be copied")
        page.evaluate("document.querySelector('.skip').focus()")
        self.expect(page.evaluate("document.querySelector('.skip').getBoundingClientRect().left") >= 0,
                    "the skip link does not show")
        page.close()

    def weight(self, base):
        """What a page of an article weighs without the article's own words."""
        def size(address):
            with urllib.request.urlopen(base + address) as answer:
                return answer.read()
        html = size("/documents/1").decode()
        assets = [part.split('"')[0] for part in html.split('"')[1::2] if part.startswith("/assets/")]
        words = len((ROOT / "examples/harbour.txt").read_bytes())
        whole = len(html.encode()) + sum(len(size(asset)) for asset in assets) - words
        print(f"the page of an article weighs {whole} bytes without the article's text")
        self.expect(whole <= HEAVIEST, f"the page of an article weighs {whole} bytes")

    def hostile(self, base, number):
        """Pages of hostile articles: nothing runs, nothing is asked for elsewhere."""
        page = chromium.Page(self.browser)
        axe, self.axe = self.axe, None
        for address in ["/", "/documents", "/speakers", "/search?q=killed", "/figures?measure=killed", "/corrections",
                        *(f"/documents/{document}" for document in range(1, number + 1))]:
            self.look(page, base, address)
        self.axe = axe
        page.close()


def hostile_articles(folder):
    """A file of articles with a payload in every field."""
    payloads = json.loads((pathlib.Path(__file__).parent.parent / "payloads.json").read_text())
    path = os.path.join(folder, "hostile.jsonl")
    with open(path, "w") as file:
        for number, payload in enumerate(payloads):
            text = f"“{payload} is safe,” Minister Ada Brandt said on Friday. The ministry said that 40 people were killed. " \
                   f"{payload} said that {payload} was true."
            document = {"id": str(number), "url": payload, "publisher": payload, "title": payload, "author": payload,
                        "section": payload, "language": "en", "date": "2031-05-02", "text": text}
            file.write(json.dumps(document) + "\n")
    return path, len(payloads)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("binary", help="the onrecord program")
    arguments.add_argument("--axe", help="axe-core's axe.min.js")
    arguments.add_argument("--shots", help="a folder for screenshots")
    arguments = arguments.parse_args()
    path = chromium.find()
    if not path:
        print("there is no Chromium here; install it (Debian: apt install chromium), or name it in CHROMIUM")
        return 1
    axe = pathlib.Path(arguments.axe).read_text() if arguments.axe else None
    if not axe:
        print("axe-core is left out; name it with --axe")
    if arguments.shots:
        os.makedirs(arguments.shots, exist_ok=True)
    browser = chromium.Browser(path)
    walk = Walk(browser, axe, arguments.shots)
    examples = ROOT / "examples"
    server = Server(arguments.binary, [[str(examples / "harbour.txt"), "--date", "2031-03-14"],
                                       [str(examples / "orme.jsonl"), str(examples / "batch.jsonl")]])
    try:
        walk.everywhere(server.base)
        walk.with_scripts(server.base)
        walk.without_scripts(server.base)
        walk.weight(server.base)
    finally:
        server.close()
    with tempfile.TemporaryDirectory() as folder:
        path, number = hostile_articles(folder)
        server = Server(arguments.binary, [["--model", "fast", "--any-language", path]])
    try:
        walk.hostile(server.base, number)
    finally:
        server.close()
    browser.close()
    print(f"{len(walk.wrong)} things are wrong" if walk.wrong else "all pages are as they should be")
    return 1 if walk.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
