"""A receiver as one writes it with Flask: the verification that SpeakNode's documentation describes, over the
bytes of the body. Prints its port, then answers every delivery with the SHA-256 of what it has read."""

import hashlib
import hmac
import os
import socket

from flask import Flask, request
from werkzeug.serving import make_server

SECRET = os.environ["SECRET"]
HEADER = os.environ["HEADER"]

app = Flask(__name__)


def verify(body: bytes, signature: str) -> bool:
    expected = hmac.new(SECRET.encode("utf-8"), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)


@app.post("/hook")
def hook():
    body = request.get_data()
    if not verify(body, request.headers.get(HEADER, "")):
        return "bad signature", 401
    return hashlib.sha256(body).hexdigest(), 200


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    port = listener.getsockname()[1]
    server = make_server("127.0.0.1", port, app, fd=listener.fileno(), threaded=True)
    print(port, flush=True)
    server.serve_forever()
