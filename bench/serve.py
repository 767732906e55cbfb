#!/usr/bin/env python3
"""Measures the server on a store, and what becomes of the store when things go wrong.

    bench/serve.py pages STORE        p50 and p99 of every kind of page at 50 requests a second
    bench/serve.py statements STORE   requests a second for statements by their numbers
    bench/serve.py faults             killed while it writes, a full disk, a locked store

STORE is a copy-worthy store of any size; `cargo run --release -p onrecord-store --example generate -- make STORE 1000000`
makes one of a million statements. Needs Python 3.9 or later, and a release build of the command; `faults` needs Linux, and
root for its small disk.
"""

import argparse
import http.client
import itertools
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent


class Server:
    """The command, serving a store on a free port."""

    def __init__(self, binary, store):
        self.process = subprocess.Popen(
            [binary, "serve", "--offline", "--db", str(store), "--addr", "127.0.0.1:0", "--model", "fast"],
            stderr=subprocess.PIPE,
            text=True,
        )
        line = self.process.stderr.readline()
        if "http://" not in line:
            sys.exit(f"the server did not start: {line.strip()}")
        self.port = int(line.split("http://")[1].split("/")[0].rsplit(":", 1)[1])

    def ask(self, path, method="GET", body=None, kind="application/json", timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {"content-type": kind} if body is not None else {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()


def facts(store):
    """What there is to ask for: numbers of statements, speakers and documents, and words that were said."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    one = lambda sql: connection.execute(sql).fetchone()[0]
    most = {table: one(f"SELECT max(id) FROM {table}") for table in ("attributions", "speakers", "documents")}
    chance = random.Random(1)
    words = []
    for _ in range(200):
        said = connection.execute(
            "SELECT words FROM searched WHERE id >= ? LIMIT 1", [chance.randint(1, most["attributions"])]
        ).fetchone()
        words += [word for word in (said[0] or "").split() if word.isalpha() and len(word) > 3][:3] if said else []
    measures = connection.execute(
        "SELECT measure FROM quantities WHERE measure IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 5"
    )
    return most, words or ["said"], [measure for (measure,) in measures] or ["killed"]


def kinds(store):
    """Addresses of each kind of page, without end, the same in every run."""
    most, words, measures = facts(store)
    chance = random.Random(2)
    number = lambda table: chance.randint(1, most[table])
    return {
        "home": lambda: "/",
        "article": lambda: f"/documents/{number('documents')}",
        "statement": lambda: f"/statements/{number('attributions')}",
        "speaker": lambda: f"/speakers/{number('speakers')}",
        "search": lambda: f"/search?q={quote(chance.choice(words))}",
        "figures": lambda: f"/figures?measure={quote(chance.choice(measures))}",
        "compare": lambda: f"/compare?q={quote(chance.choice(words))}",
        "corrections": lambda: "/corrections",
    }


def pages(call):
    """Asks at a fixed rate, whatever the answers take: a slow answer delays no request (no coordinated omission)."""
    with Server(call.binary, call.store) as server:
        makers = kinds(call.store)
        if call.only:
            makers = {name: makers[name] for name in call.only}
        for name, make in makers.items():
            server.ask(make())
            print(f"{name:12}", *measure(server, make, call.rate, call.seconds), sep="  ", flush=True)
        turns = itertools.cycle(makers.values())
        print(f"{'all in turn':12}", *measure(server, lambda: next(turns)(), call.rate, call.seconds), sep="  ")


def measure(server, make, rate, seconds):
    taken, wrong, lock = [], {}, threading.Lock()

    def ask(path, due):
        try:
            status, _ = server.ask(path)
        except OSError as error:
            status = type(error).__name__
        with lock:
            taken.append(time.monotonic() - due)
            if status not in (200, 404):
                wrong[status] = wrong.get(status, 0) + 1

    start, threads = time.monotonic(), []
    for number in range(int(rate * seconds)):
        due = start + number / rate
        path = make()
        time.sleep(max(0.0, due - time.monotonic()))
        threads.append(threading.Thread(target=ask, args=(path, due)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    parts = statistics.quantiles(taken, n=100, method="inclusive")
    told = [f"p50 {parts[49] * 1000:7.1f} ms", f"p99 {parts[98] * 1000:7.1f} ms", f"worst {max(taken) * 1000:7.1f} ms"]
    return told + ([f"not answered: {wrong}"] if wrong else [])


def statements(call):
    """Asks for statements over kept connections, from processes of its own, and counts the answers; with `wrk`, where it
    is installed, which takes less of the machine for itself."""
    with Server(call.binary, call.store) as server:
        most = facts(call.store)[0]["attributions"]
        before = cpu(server.process.pid)
        started = time.monotonic()
        if shutil.which("wrk") and not call.plain:
            answered = with_wrk(server.port, most, call.seconds)
        else:
            answered = with_sockets(server.port, most, call.seconds)
        wall = time.monotonic() - started
        used = cpu(server.process.pid) - before
        print(f"{answered / wall:,.0f} requests a second; the server used {used / wall:.2f} cores: "
              f"{answered / used:,.0f} requests a second and core")


def cpu(process):
    """Seconds of processor time of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def with_wrk(port, most, seconds):
    script = f"""
math.randomseed(3)
request = function() return wrk.format("GET", "/api/v1/statements/" .. math.random({most})) end
done = function(summary) io.write("ANSWERED ", summary.requests - summary.errors.status, "\\n") end
"""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        call = ["wrk", "-t2", "-c32", f"-d{seconds}s", "-s", file.name, f"http://127.0.0.1:{port}"]
        told = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    return int(told.split("ANSWERED ")[1].split()[0])


def with_sockets(port, most, seconds, processes=2, connections=8):
    """Sends the next request on a connection as soon as the answer is there."""
    import selectors

    def work(seed, pipe):
        chance, chooser, answered = random.Random(seed), selectors.DefaultSelector(), 0
        request = lambda: (
            f"GET /api/v1/statements/{chance.randint(1, most)} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode()
        )
        for _ in range(connections):
            opened = socket.create_connection(("127.0.0.1", port))
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.sendall(request())
            chooser.register(opened, selectors.EVENT_READ, bytearray())
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for key, _ in chooser.select(1):
                key.data.extend(key.fileobj.recv(65536))
                head = key.data.find(b"\r\n\r\n")
                if head < 0:
                    continue
                length = key.data[:head].lower().split(b"content-length: ")[1].split(b"\r")[0]
                if len(key.data) >= head + 4 + int(length):
                    answered += key.data.startswith(b"HTTP/1.1 200")
                    key.data.clear()
                    key.fileobj.sendall(request())
        os.write(pipe, answered.to_bytes(8, "little"))

    reading, writing = os.pipe()
    children = []
    for seed in range(processes):
        child = os.fork()
        if child == 0:
            work(seed, writing)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    return sum(int.from_bytes(os.read(reading, 8), "little") for _ in children)


def article(number):
    text = f"The mayor of Kelmouth, Rosa Tamm, said on Friday that harbour tax number {number} is dead. " + (
        "It rained on the harbour, and the ferries stayed where they were. " * 8
    )
    return json.dumps({"id": f"k{number}", "date": "2031-03-14", "text": text})


def sound(store):
    """How many documents a store holds, once SQLite has found it sound and every document whole."""
    connection = sqlite3.connect(store)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    half = connection.execute(
        "SELECT count(*) FROM documents WHERE id NOT IN (SELECT document FROM attributions)"
    ).fetchone()
    assert half == (0,), f"{half[0]} documents without their statements"
    documents = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    connection.close()
    return documents


def add_until_it_ends(server, told, first=0):
    """Adds article after article; `told` are those that the server said it has."""
    for number in itertools.count(first):
        try:
            status, _ = server.ask("/api/v1/add", "POST", article(number))
        except (OSError, http.client.HTTPException):
            return
        if status == 201:
            told.append(number)


def killed(call, folder):
    store, held = folder / "killed.db", 0
    for round_ in range(call.rounds):
        with Server(call.binary, store) as server:
            told = []
            adding = threading.Thread(target=add_until_it_ends, args=(server, told, round_ * 10_000))
            adding.start()
            time.sleep(0.5 + 0.37 * round_ % 1.5)
            server.end(signal.SIGKILL)
            adding.join()
        documents = sound(store)
        # What was told as new is in; one more may be that nobody was told of.
        held += len(told)
        assert held <= documents <= held + round_ + 1, f"{held} were told, {documents} are in"
    print(f"killed {call.rounds} times while it added: sound, {documents} documents, all that were told are in")


def ended(call, folder):
    store, told = folder / "ended.db", []
    with Server(call.binary, store) as server:
        adding = threading.Thread(target=add_until_it_ends, args=(server, told))
        adding.start()
        time.sleep(2)
        code = server.end(signal.SIGTERM)
        adding.join()
    assert not Path(f"{store}-wal").exists(), "the write-ahead log was left"
    documents = sound(store)
    assert code == 0 and documents == len(told), f"{len(told)} were told, {documents} are in; it ended with {code}"
    print(f"told to end while it added: ended with 0; {documents} documents, just those that were told")


def full(call, folder):
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], stderr=subprocess.DEVNULL).returncode:
        print("full disk: left out, it needs root to make a small disk")
        return
    try:
        with Server(call.binary, disk / "store.db") as server:
            (disk / "ballast").write_bytes(bytes(3 << 19))
            statuses = []
            while statuses[-3:] != [507] * 3:
                statuses.append(server.ask("/api/v1/add", "POST", article(len(statuses)))[0])
                assert statuses[-1] in (201, 507) and len(statuses) < 1000, statuses
            added = statuses.count(201)
            assert server.ask("/api/v1/search?q=harbour")[0] == 200
            assert server.ask("/")[0] == 200
        assert sound(disk / "store.db") == added
    finally:
        subprocess.run(["umount", "-l", disk], check=True)
    print(f"full disk: answered with 507 after {added} documents, which stay readable; the store is sound")


def locked(call, folder):
    store = folder / "locked.db"
    with Server(call.binary, store) as server:
        assert server.ask("/api/v1/add", "POST", article(0))[0] == 201
        other = sqlite3.connect(store, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        status, told = server.ask("/api/v1/add", "POST", article(1))
        waited = time.monotonic() - started
        assert status == 503 and b"urn:onrecord:problem:busy" in told, (status, told)
        assert server.ask("/api/v1/statements/1")[0] == 200
        assert server.ask("/")[0] == 200
        other.execute("ROLLBACK")
        assert server.ask("/api/v1/add", "POST", article(1))[0] == 201
    print(f"locked by another program: answered with 503 after {waited:.1f} s, read all the while, added afterwards")


def slow(call, folder):
    with Server(call.binary, folder / "slow.db") as server:
        opened = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(100)]
        for connection in opened:
            connection.sendall(b"GET / HTTP/1.1\r\nhost: loc")
        assert server.ask("/")[0] == 200
        started = time.monotonic()
        for connection in opened:
            connection.settimeout(60)
            while connection.recv(4096):
                pass
        print(f"100 askers that never finish: cut after {time.monotonic() - started:.0f} s, others answered meanwhile")


def faults(call):
    with tempfile.TemporaryDirectory() as name:
        for check in (killed, ended, full, locked, slow):
            if not call.only or check.__name__ in call.only:
                check(call, Path(name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pages", "statements", "faults"])
    parser.add_argument("store", nargs="?")
    parser.add_argument("--binary", default=str(ROOT / "target/release/onrecord"))
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second (pages)")
    parser.add_argument("--seconds", type=int, default=20, help="for each kind of page, and for statements")
    parser.add_argument("--rounds", type=int, default=20, help="how often the server is killed (faults)")
    parser.add_argument("--only", nargs="*", help="kinds of pages, or faults")
    parser.add_argument("--plain", action="store_true", help="don't use wrk")
    call = parser.parse_args()
    if call.what != "faults" and not call.store:
        parser.error("name a store")
    {"pages": pages, "statements": statements, "faults": faults}[call.what](call)


if __name__ == "__main__":
    main()
