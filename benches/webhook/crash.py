#!/usr/bin/env python3
"""kill -9 at random moments while deliveries come in: whatever was answered with 2xx is there to
the byte, and nothing that looks like a capture is half a capture.

    benches/webhook/crash.py [DELIVERIES]"""

import hashlib
import http.client
import json
import pathlib
import random
import signal
import sys
import tempfile
import threading
import time

from listener import SIGNED, Listener, call, deliver

WANTED = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
SEED = random.randrange(2**32)
CHANCE = random.Random(SEED)


def sha(body):
    return hashlib.sha256(body).hexdigest()


class Senders:
    """Four senders that deliver whatever happens, and write down what was answered."""

    def __init__(self):
        self.lock = threading.Lock()
        self.port = None
        self.sent, self.taken, self.failed = set(), set(), 0
        self.threads = [threading.Thread(target=self.run) for _ in range(4)]

    def run(self):
        while True:
            with self.lock:
                if len(self.taken) >= WANTED:
                    return
                port, body = self.port, call(CHANCE.randrange(200, 60_000))
                self.sent.add(sha(body))
            try:
                status = deliver(port, body)
            except (OSError, http.client.HTTPException):
                status = 0
            with self.lock:
                if 200 <= status < 300:
                    self.taken.add(sha(body))
                else:
                    self.failed += 1
            if status == 0:
                time.sleep(0.005)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        senders, kills = Senders(), 0
        while len(senders.taken) < WANTED:
            listener = Listener("-q", "--save", str(folder), *SIGNED)
            with senders.lock:
                senders.port = listener.port
            for thread in senders.threads:
                if not thread.ident:
                    thread.start()
            time.sleep(CHANCE.uniform(0.0, 0.15))
            listener.end(signal.SIGKILL)
            kills += 1
        for thread in senders.threads:
            thread.join()
        report(folder, senders, kills)


def report(folder, senders, kills):
    names = {path.name: path for path in folder.iterdir()}
    headers = [name for name in names if name.endswith(".headers.json")]
    bodies = [name for name in names if name.endswith(".json") and name not in headers]
    hidden = [name for name in names if name.startswith(".")]
    kept = {sha(names[name].read_bytes()) for name in bodies}
    lost = senders.taken - kept
    partial = kept - senders.sent
    without = [name for name in bodies if name.removesuffix(".json") + ".headers.json" not in names]
    broken = 0
    for name in headers:
        try:
            broken += json.loads(names[name].read_text())["capture"] != 1
        except ValueError:
            broken += 1
    alone = sum(name.removesuffix(".headers.json") + ".json" not in names for name in headers)
    print(f"seed {SEED}: {kills} kills, {len(senders.taken)} deliveries answered with 2xx, {senders.failed} broken off")
    print(f"answered but not there: {len(lost)}; bodies that are not whole: {len(partial)}; "
          f"bodies without headers: {len(without)}; headers that are not whole: {broken}")
    print(f"harmless: {len(bodies) - len(senders.taken)} kept but not answered, {alone} headers without a body, "
          f"{len(hidden)} hidden files of killed listeners")
    sys.exit(bool(lost or partial or without or broken))


main()
