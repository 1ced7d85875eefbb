"""Makes captures: the awkward bodies that signatures break on, and random ones of every kind of byte.

usage: bodies.py FOLDER COUNT"""

import json
import pathlib
import random
import sys

AWKWARD = [
    b"",
    b"{}",
    b"{}\n",
    b' \r\n\t{ "a" :\t1 }\r\n\r\n ',
    b"\xef\xbb\xbf{}\n",
    '{"a":"žluťoučký kůň 你好 \u202e\u2028 👩‍👩‍👧‍👦"}'.encode(),
    b'{"a":"https:\\/\\/h\\/","b":"\\u00e9\\ud83d\\ude00"}',
    b'{"a":1e0,"b":1.0,"c":0.10,"d":123456789012345678901234567890,"a":2}',
    b'{"a":"\xff\xfe \xe9"}',
    b'{"a":"\x00\x01\x7f"}',
    b"a=1&b=2",
    bytes(range(256)),
    b'{"a":"' + b"x" * 5_000_000 + b'"}\n',
]


def main() -> None:
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(6)
    bodies = AWKWARD + [chance.randbytes(chance.randrange(3000)) for _ in range(count)]
    for number, body in enumerate(bodies):
        name = f"{number:06}"
        (folder / f"{name}.json").write_bytes(body)
        headers = {"capture": 1, "headers": [["content-type", "application/json"], ["x-number", name]]}
        (folder / f"{name}.headers.json").write_text(json.dumps(headers))


if __name__ == "__main__":
    main()
