"""Fills corpus/ with what the project has: samples, the rules' fixtures, captures of tools."""

import pathlib

here = pathlib.Path(__file__).parent
project = here.parent


def put(target, number, data):
    folder = here / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"seed-{number}").write_bytes(data)


calls = sorted(project.glob("samples/**/*.json*")) + sorted(project.glob("tests/fixtures/rules/*/*.json"))
calls = [path.read_bytes() for path in calls if path.is_file() and path.stat().st_size < 8192]
for number, call in enumerate(calls):
    put("agreement", number, call)
    # The first byte chooses flags, a format, a view or a level.
    for target in ("input", "report", "show", "redact"):
        put(target, number, bytes([number % 32]) + call)
for number, path in enumerate(sorted(project.glob("tests/fixtures/envelopes/*"))):
    put("envelope", number, path.read_bytes())
words = ["\x1b[31mred", "::error::x", "##[group]a", "=1+1", "\u202eabc", "<script>", "a|b`c`", "+1 555 010 0123"]
for number, word in enumerate(words):
    put("words", number, bytes([number]) + word.encode())
moments = [
    "2026-06-12T18:51:40.118Z",
    "2016-12-31T23:59:60Z",
    "2017-01-01T00:59:60+01:00",
    "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11",
]
for number, moment in enumerate(moments):
    put("formats", number, moment.encode())
put("config", 0, b'fail-on = "warning"\n[rules]\nunknown-field = "info"\n[[ignore]]\npath = "a"\nreason = "b"\n')
