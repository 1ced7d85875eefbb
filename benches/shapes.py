#!/usr/bin/env python3
"""How time and memory grow with everything that an input may have more of: 1, 2, 4, 8 and 16 times as many items, keys,
errors, files, letters, marks, headers, requests, groups, personal values. What is linear doubles at most. Seconds are of the
processor, all threads together, so that others on the machine matter less.

    benches/shapes.py [--rounds N] [--scale F] [SHAPE]...

Needs a release build, which SPEAKHOOK names if it is elsewhere. Prints Markdown, and ends with status 1 if something grows
faster than its size."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEAKHOOK = os.environ.get("SPEAKHOOK", str(ROOT / "target/release/speakhook"))
ID = "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11"
FACTORS = [1, 2, 4, 8, 16]

# Growth by more than this, over a doubling of the size that takes long enough to be measured, is worth a look.
STEEP = 2.8
MEASURABLE = 0.08

VALIDATE = ["validate", "--fail-on=never"]
JSON = ["validate", "--fail-on=never", "-f", "json"]
SARIF = ["validate", "--fail-on=never", "-f", "sarif"]
SHOW = ["show", "--all"]
SHOW_JSON = ["show", "--all", "-f", "json"]
HTML = ["show", "-f", "html"]
STATS = ["stats", "-j1"]
ROWS = ["stats", "-j1", "--rows=turns"]
REDACT = ["redact"]
READING = [VALIDATE, JSON, SHOW, HTML, STATS, REDACT]


def payload(members="", event="ConversationComplete", number=None):
    session = ID if number is None else f"5b0f6c1e-8a53-4f0c-9a0e-{number:012x}"
    return f'{{"event": "{event}", "data": {{"session_id": "{session}", "agent_id": "{ID}"{members}}}}}'


def history(items):
    return payload(', "history": [' + ", ".join(items) + "]")


def clock(second):
    return f"2026-06-{12 + second // 86400:02}T{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def message(number, content):
    role = "Assistant" if number % 2 else "User"
    metrics = {"started_speaking_at": clock(3 * number), "stopped_speaking_at": clock(3 * number + 2)}
    if number % 2:
        metrics |= {"e2e_latency": 0.9, "llm_node_ttft": 0.3, "tts_node_ttfb": 0.2}
    item = {"kind": "Message", "role": role, "id": f"item_{number}", "content": content, "created_at": clock(3 * number)}
    return json.dumps(item | {"metrics": metrics})


def tool(number, arguments):
    ident = {"tool_name": f"t{number % 7}", "tool_call_id": f"c{number}"}
    call = ident | {"kind": "FunctionCall", "tool_arguments_json": arguments, "created_at": clock(number)}
    output = ident | {"kind": "FunctionCallOutput", "tool_output": "done", "created_at": clock(number)}
    return json.dumps(call) + ", " + json.dumps(output)


def test_run(number, agent=ID):
    more = f', "agent_name": "Agent {number}", "test_id": "{agent}", "test_run_id": "{ID}"'
    more += ', "test_eval_result": {"success": false, "reasoning": "The address was not repeated."}'
    return payload(more, number=number)


def har(count):
    headers = [{"name": "X-Signature", "value": "00" * 32}]
    request = {"method": "POST", "url": "http://localhost/hook", "headers": headers}
    body = {"mimeType": "application/json", "text": payload()}
    entries = [{"request": request | {"postData": body}, "response": {"status": 200}} for _ in range(count)]
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": entries}})


def captured(headers):
    return json.dumps({"headers": headers, "body": payload()})


def lines(many):
    return "\n".join(many) + "\n"



# What there is more of, how many at first, the text of so many, and the commands that it concerns.
VERIFY = ["verify", "--secret-env=S", "--header=X-Signature"]
FIND = ["verify", "--secret-env=S"]
SHAPES = {
    "messages of a call": (1500, lambda n: history(message(i, "Where is my order?") for i in range(n)), READING + [SHOW_JSON, ROWS]),
    "messages of one moment": (1500, lambda n: history([message(2, "Hm?")] * n), READING),
    "tool runs of a call": (1500, lambda n: history(tool(i, '{"a": 1}') for i in range(n)), READING + [ROWS]),
    "tool runs of one id": (1500, lambda n: history(tool(1, f"[{i}]") for i in range(n)), READING),
    "unknown keys": (4000, lambda n: payload("".join(f', "key_{i}": {i}' for i in range(n))), READING),
    "equal keys": (4000, lambda n: payload(', "k": 1' * n), READING),
    "keys that are there twice": (4000, lambda n: payload("".join(f', "k{i}": 1, "k{i}": 2' for i in range(n))), READING),
    "errors": (4000, lambda n: history(['{"content": 7}'] * n), READING + [SARIF]),
    "errors on lines of their own": (4000, lambda n: history(['\n{"content": 7}'] * n), [VALIDATE, JSON, SARIF]),
    "payloads in lines": (1500, lambda n: lines(test_run(i) for i in range(n)), READING + [["tests"]]),
    "payloads in an array": (1500, lambda n: "[" + ", ".join(test_run(i) for i in range(n)) + "]", READING + [["tests"]]),
    "letters of a word": (250_000, lambda n: history([message(0, "x" * n)]), READING),
    "words of a message": (50_000, lambda n: history([message(0, "word " * n)]), READING),
    "letters of a key": (250_000, lambda n: payload(f', "url_parameters": {{"{"k" * n}": 7}}'), READING),
    "combining marks": (50_000, lambda n: history([message(0, "a" + "\u0301" * n)]), READING),
    "joined emoji": (20_000, lambda n: history([message(0, "\U0001f469" + "\u200d\U0001f469" * n)]), READING),
    "right-to-left letters": (50_000, lambda n: history([message(0, "\u05d0\u202e" * n)]), READING),
    "elements in tool arguments": (10_000, lambda n: history([tool(0, json.dumps([{"a": i} for i in range(n)]))]), READING),
    "strings of JSON in tool arguments": (5000, lambda n: history([tool(0, json.dumps([json.dumps({"a": i}) for i in range(n)]))]), READING),
    "members of url_parameters": (4000, lambda n: payload(', "url_parameters": {' + ", ".join(f'"u{i}": "v"' for i in range(n)) + "}"), READING),
    "parameters of an address": (10_000, lambda n: payload(', "audio_url": "https://x.example/a?' + "&".join(f"k{i}=v" for i in range(n)) + '"'), READING),
    "numbers to redact": (4000, lambda n: history([message(0, " ".join(f"+4930{1000000 + i}" for i in range(n)))]), [REDACT, REDACT + ["--spoken-digits"], VALIDATE + ["--redact"]]),
    "addresses to redact": (4000, lambda n: history([message(0, " ".join(f"a{i}@x{i}.example" for i in range(n)))]), [REDACT]),
    "digits in a row": (50_000, lambda n: history([message(0, "7" * n)]), [REDACT, REDACT + ["--spoken-digits"]]),
    "digits spoken in a row": (10_000, lambda n: history([message(0, "seven " * n)]), [REDACT, REDACT + ["--spoken-digits"]]),
    "values of one name": (2000, lambda n: history(message(i, f"I am Name {i}") for i in range(n)), [REDACT]),
    "requests of a HAR": (1500, har, [VALIDATE, SHOW, STATS, REDACT, VERIFY, FIND]),
    "headers of a capture": (4000, lambda n: captured({f"X-H-{i}": "v" for i in range(n)}), [VALIDATE, VERIFY, FIND]),
    "signatures in one header": (1500, lambda n: captured({"X-Signature": ",".join(["00" * 32] * n)}), [VERIFY, FIND]),
    "agents": (1500, lambda n: lines(test_run(i) for i in range(n)), [STATS + ["--by=agent"], STATS + ["--by=agent", "-f", "json"], ["tests", "--by=agent"]]),
    "tests": (1500, lambda n: lines(test_run(i, f"5b0f6c1e-8a53-4f0c-9a0e-{i:012x}") for i in range(n)), [["tests"], ["tests", "-f", "junit"], ["tests", "-f", "json"]]),
    "runs of one session": (4000, lambda n: lines([test_run(1)] * n), [["tests"]]),
}
FILES = "input files"


def measure(command, folder, rounds):
    """The least seconds of the processor and the largest peak in MB."""
    best, peak = float("inf"), 0
    for _ in range(rounds):
        child = subprocess.Popen(
            [SPEAKHOOK, "--no-config", *command],
            cwd=folder, env={"S": "k"}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        best = min(best, usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss * 1024 / 1e6)
        # 3 is an answer, too: there may be nothing to count.
        if child.returncode not in (0, 1, 3):
            sys.exit(f"shapes.py: {command} ended with {child.returncode}")
    return best, peak


def row(name, command, figures):
    """A line of the table, and the steepest growth that was long enough to be measured."""
    seconds, peaks = zip(*figures)
    cells, steepest = [], 0.0
    for before, now in zip((None, *seconds), seconds):
        ratio = "" if before is None else f" ({now / before:.1f})"
        if before is not None and before >= MEASURABLE:
            steepest = max(steepest, now / before)
        cells.append(f"{now:.3f}{ratio}")
    memory = f"{peaks[0]:.0f} | {peaks[-2]:.0f} | {peaks[-1]:.0f} ({peaks[-1] / peaks[-2]:.1f})"
    mark = " **steep**" if steepest > STEEP else ""
    print(f"| {name}{mark} | `{' '.join(command)}` | {' | '.join(cells)} | {memory} |", flush=True)
    return steepest


def table(chosen, rounds, scale):
    times = " | ".join(f"{factor}×, s" for factor in FACTORS)
    print(f"| what there is more of | command | {times} | 1×, MB | 8×, MB | 16×, MB |")
    print(f"|---|---|{'--:|' * (len(FACTORS) + 3)}")
    steep = False
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            base, commands = prepare(name, Path(folder), scale)
            for command in commands:
                source = [str(Path(folder) / f"{factor}") for factor in FACTORS]
                figures = [measure([*command, path], folder, rounds) for path in source]
                steep |= row(f"{name}, {base:,}", command, figures) > STEEP
    return steep


def prepare(name, folder, scale):
    """Writes the input of every size: a file `1`, `2` …, or folders of that name."""
    if name == FILES:
        base = max(1, int(500 * scale))
        for factor in FACTORS:
            (folder / f"{factor}").mkdir()
            for number in range(base * factor):
                (folder / f"{factor}/{number}.json").write_text(test_run(number))
        return base, [VALIDATE, SHOW, STATS, ["tests"]]
    base, text, commands = SHAPES[name]
    base = max(1, int(base * scale))
    for factor in FACTORS:
        (folder / f"{factor}").write_text(text(base * factor), encoding="utf-8")
    return base, commands


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0, help="sizes are so many times the usual ones")
    parser.add_argument("shape", nargs="*", help=", ".join([*SHAPES, FILES]))
    args = parser.parse_args()
    unknown = [shape for shape in args.shape if shape not in SHAPES and shape != FILES]
    if unknown:
        parser.error(f"no shape is called {unknown[0]}")
    return int(table(args.shape or [*SHAPES, FILES], args.rounds, args.scale))


if __name__ == "__main__":
    sys.exit(main())
