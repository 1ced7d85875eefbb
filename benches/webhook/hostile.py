#!/usr/bin/env python3
"""Clients that mean no good, each kind while an honest sender delivers: how long the honest one waits,
and what memory and descriptors are before and after.

    benches/webhook/hostile.py [SECONDS]"""

import pathlib
import socket
import sys
import threading
import time

from listener import SIGNED, Listener, call, deliver

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n"


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def each(count, act):
    """Many connections that stay, and are made again when they are ended."""

    def attack(port, stop):
        open_ones = []
        while not stop.is_set():
            if len(open_ones) < count:
                open_ones.append(connect(port))
            try:
                act(open_ones[-1])
                if len(open_ones) == count:
                    for one in open_ones[::50]:
                        one.sendall(b"x")
                    time.sleep(0.05)
            except OSError:
                open_ones.pop(-1).close()
        for one in open_ones:
            one.close()

    return attack


def again(act):
    """One connection after the other."""

    def attack(port, stop):
        while not stop.is_set():
            with connect(port) as one:
                try:
                    act(one)
                    one.recv(1000)
                except OSError:
                    pass

    return attack


def slow_head(one):
    one.sendall(b"P")


def endless_body(one):
    one.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for _ in range(2000):
        one.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def lying_length(one):
    one.sendall(HEAD + b"Content-Length: 9000000\r\n\r\n" + b"x" * 1_000_000)


def lying_length_and_leave(one):
    one.sendall(HEAD + b"Content-Length: 100\r\n\r\n{}")
    one.shutdown(socket.SHUT_WR)


def two_lengths(one):
    one.sendall(HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nPOST / HTTP/1.1\r\n")


def large_head(one):
    one.sendall(HEAD + b"x: " + b"y" * 1_000_000 + b"\r\n\r\n")


def many_headers(one):
    one.sendall(HEAD + b"x: y\r\n" * 170_000 + b"\r\n")


def foreign_host(one):
    one.sendall(b"POST / HTTP/1.1\r\nHost: 127.evil.com\r\nContent-Length: 2\r\n\r\n{}")


def unsigned(one):
    one.sendall(HEAD + b"Content-Length: 1000\r\n\r\n" + b"[" * 1000)


def deep(one):
    one.sendall(HEAD + b"Content-Length: 5000000\r\n\r\n" + b"[" * 5_000_000)


ATTACKS = [
    ("1,000 sockets that say nothing", each(1000, lambda one: None)),
    ("1,000 slow heads", each(1000, slow_head)),
    ("300 bodies that do not end", each(300, lambda one: lying_length(one))),
    ("endless chunks", again(endless_body)),
    ("a length that is not kept", again(lying_length_and_leave)),
    ("two lengths", again(two_lengths)),
    ("heads of 1 MB", again(large_head)),
    ("170,000 headers", again(many_headers)),
    ("a foreign Host", again(foreign_host)),
    ("no signature", again(unsigned)),
    ("5 MB of brackets without a signature", again(deep)),
]


def state(process):
    proc = pathlib.Path(f"/proc/{process.pid}")
    lines = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines())
    return int(lines["VmRSS"].split()[0]) // 1024, int(lines["VmHWM"].split()[0]) // 1024, len(list((proc / "fd").iterdir()))


def main():
    listener = Listener("-q", *SIGNED)
    threading.Thread(target=lambda: [None for _ in listener.process.stderr], daemon=True).start()
    deliver(listener.port, call())
    print(f"{'attack':40} {'honest deliveries':>18} {'lost':>5} {'slowest':>10} {'RSS':>7} {'peak':>7} {'fds':>5}")
    total, bad = 0, 0
    for name, attack in ATTACKS:
        stop, waits, lost = threading.Event(), [], 0
        threads = [threading.Thread(target=attack, args=(listener.port, stop)) for _ in range(2)]
        for thread in threads:
            thread.start()
        end = time.time() + SECONDS
        while time.time() < end:
            begun = time.time()
            try:
                lost += deliver(listener.port, call(), timeout=20) != 200
            except OSError:
                lost += 1
            waits.append(time.time() - begun)
        stop.set()
        for thread in threads:
            thread.join()
        rss, peak, fds = state(listener.process)
        print(f"{name:40} {len(waits):>18} {lost:>5} {max(waits) * 1000:>7.0f} ms {rss:>4} MB {peak:>4} MB {fds:>5}")
        total, bad = total + len(waits), bad + lost
    time.sleep(3)
    rss, peak, fds = state(listener.process)
    print(f"afterwards: RSS {rss} MB, peak {peak} MB, {fds} descriptors; {total} honest deliveries, {bad} lost")
    listener.process.send_signal(2)
    listener.process.wait()
    sys.exit(bool(bad or fds > 20))


main()
