"""Starts `speakhook listen` and speaks to it; shared by the scripts beside it."""

import hashlib
import hmac
import http.client
import os
import pathlib
import subprocess
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("SPEAKHOOK", str(ROOT / "target/debug/speakhook"))
SECRET = "a secret of this script"


class Listener:
    def __init__(self, *args, stdout=subprocess.DEVNULL, **more):
        command = [PROGRAM, "listen", "--addr", "127.0.0.1:0", "--no-config", *args]
        env = dict(os.environ, SPEAKHOOK_SECRET=SECRET)
        self.process = subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, env=env, **more)
        line = self.process.stderr.readline().decode()
        self.port = int(line.rsplit(":", 1)[1].split("/")[0])

    def end(self, signal=2):
        """Ends it; what it said behind its first line."""
        self.process.send_signal(signal)
        said = self.process.stderr.read().decode()
        self.process.wait()
        return said


SIGNED = ("--header", "x-signature", "--secret-env", "SPEAKHOOK_SECRET")


def call(size=2000):
    """A delivery of a session of its own."""
    session = str(uuid.uuid4())
    head = '{"event": "ConversationComplete", "data": {"session_id": "%s", "agent_id": "%s"}}' % (session, session)
    return (head + " " * (size - len(head))).encode()


def signature(body):
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def deliver(port, body, timeout=40):
    """The status of the answer. What goes wrong is an OSError or an HTTPException."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("POST", "/", body, {"x-signature": signature(body)})
        return connection.getresponse().status
    finally:
        connection.close()
