#!/usr/bin/env python3
"""Runs speakhook over captures in Apache Spark: one process a partition, one answer.

    speakhook_spark.py [--master URL] stats s3a://calls/2026/ --save june.json -- --by agent
    speakhook_spark.py [--master URL] validate s3a://calls/2026/ --output findings/ -- --strict

Captures are JSON Lines, also as .gz. Needs Python 3.9 and PySpark 3.4 or later (pip install pyspark).
docs/scale.md says how it works and what it costs.

Exit status, as speakhook's own: 0 yes or done, 1 a finding at or above --fail-on, 2 wrong usage, 3 no (complete) answer.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from py4j.protocol import Py4JError
from pyspark import RDD, SparkFiles, StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

FINDING = """
    path string, line long, column long, end_line long, end_column long, rule string, severity string, message string,
    help string, instance_path string, keyword string, schema_path string, related_line long, related_column long
"""
FIELDS = [field.split()[0] for field in FINDING.split(",")]
LINES = ("line", "end_line", "related_line")

#: No line looks at another, a partition may be empty, and no speakhook.toml of a worker has a say.
PARTITION = ("--lines", "--allow-empty", "--no-config")


class Piece(NamedTuple):
    """A part of a capture, as Spark has cut it: files are cut where a block ends, at the next line feed."""

    path: str
    start: int


class Program(NamedTuple):
    """Where speakhook is on a worker."""

    command: str
    is_sent: bool
    jobs: int

    def run(self, arguments: Iterable[str], lines: Iterable[bytes | bytearray], answers: tuple[int, ...]) -> Answer:
        """Feeds speakhook and waits for it. A status that is not in `answers` fails the task, and Spark tries again."""
        command = SparkFiles.get(self.command) if self.is_sent else self.command
        return run([command, *arguments, "--jobs", str(self.jobs)], lines, answers)


class Answer(NamedTuple):
    status: int
    lines: list[bytes]


def run(command: list[str], lines: Iterable[bytes | bytearray], answers: tuple[int, ...]) -> Answer:
    # What comes out goes to files: nothing has to be read while the input is still being written.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=err) as process:
            try:
                is_fed = feed(process, lines)
            except BaseException:
                # An input that ended early would look like a whole one.
                process.kill()
                raise
        err.seek(0)
        last_words = err.read().decode(errors="replace")[-2000:]
        if process.returncode not in answers or not is_fed:
            raise RuntimeError(f"{' '.join(command)}: status {process.returncode}: {last_words}")
        out.seek(0)
        return Answer(process.returncode, out.read().splitlines())


def feed(process: subprocess.Popen, lines: Iterable[bytes | bytearray]) -> bool:
    """Whether the process took everything."""
    try:
        with process.stdin as stdin:
            for line in lines:
                stdin.write(line)
                stdin.write(b"\n")
        return True
    except BrokenPipeError:
        return False


# --- Reading ----------------------------------------------------------------------------------------------------------


def captures(spark: SparkSession, paths: list[str]) -> DataFrame:
    """The lines as bytes: a text that is not UTF-8 must reach speakhook as it is. Only a line feed ends a line."""
    return (
        spark.read.option("recursiveFileLookup", "true")
        .text(paths, lineSep="\n")
        .select(
            F.col("value").cast("binary").alias("text"),
            F.input_file_name().alias("path"),
            F.input_file_block_start().alias("start"),
        )
    )


def plain(uri: str) -> str:
    """file:///a%20b is /a b; other addresses keep their scheme."""
    path = unquote(uri)
    return path[len("file://") :] if path.startswith("file:///") else path


def nothing_found() -> int:
    print("speakhook_spark: no capture found", file=sys.stderr)
    return 3


# --- stats ------------------------------------------------------------------------------------------------------------


def stats(spark: SparkSession, program: Program, args: argparse.Namespace) -> int:
    """Every partition becomes a line of `stats --save`; the driver adds the lines up."""
    command = ["stats", *PARTITION, *args.options, "--save", "-", "-"]

    def count(rows: Iterator) -> Iterator[bytes]:
        # Status 3 says that some payloads could not be read; they are counted in what is saved, and told in the end.
        answer = program.run(command, (row.text for row in rows), answers=(0, 3))
        if len(answer.lines) != 1:
            raise RuntimeError("speakhook saved nothing")
        yield answer.lines[0]

    parts = captures(spark, args.paths).select("text").rdd.mapPartitions(count).collect()
    if not parts:
        return nothing_found()
    local = [args.speakhook or "speakhook", "stats", "--merge", "--no-config", "--save", args.save, "-"]
    merged = subprocess.run(local, input=b"\n".join(parts), check=False)
    print(f"{args.save}: {len(parts)} partitions", file=sys.stderr)
    return merged.returncode


# --- validate ---------------------------------------------------------------------------------------------------------


def validate(spark: SparkSession, program: Program, args: argparse.Namespace) -> int:
    """Writes the findings as a table, each at its line of its file."""
    if exists(spark, args.output):
        print(f"speakhook_spark: --output: {args.output} exists", file=sys.stderr)
        return 2
    judged = judge(captures(spark, args.paths).rdd, program, args.options).persist(StorageLevel.MEMORY_AND_DISK)
    try:
        others = judged.filter(lambda record: record[0] != "finding").collect()
        passed = [record[1:] for record in others if record[0] == "passed"]
        statuses = [record[1] for record in others if record[0] == "status"]
        if not statuses:
            return nothing_found()
        findings = located(spark, judged, lines_before(passed))
        (findings.write.json if args.format == "jsonl" else findings.write.parquet)(args.output)
        summarise(findings, passed)
        return max(statuses)
    finally:
        judged.unpersist()


def exists(spark: SparkSession, address: str) -> bool:
    """Spark itself would refuse only when everything has been judged."""
    path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(address)
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).exists(path)


def judge(rows: RDD, program: Program, options: list[str]) -> RDD:
    """Three kinds of records: findings at their lines of a piece, how many lines a piece has, statuses.

    How many lines of a file stand before a piece is known only when all pieces have been read. To read everything once,
    the lines are counted on the way.
    """
    command = ["validate", *PARTITION, *options, "-f", "jsonl", "--max-diagnostics", "0", "-"]

    def partition(rows: Iterator) -> Iterator[tuple]:
        pieces: list[Piece] = []
        # The number of lines that went into the process before each piece.
        begins: list[int] = []
        number = 0

        def lines() -> Iterator[bytes]:
            nonlocal number
            for row in rows:
                piece = Piece(row.path, row.start)
                if not pieces or pieces[-1] != piece:
                    pieces.append(piece)
                    begins.append(number)
                number += 1
                yield row.text

        # Status 1 is an answer: there are findings.
        answer = program.run(command, lines(), answers=(0, 1))
        for text in answer.lines:
            finding = json.loads(text)
            index = bisect_right(begins, finding["line"] - 1) - 1
            for key in LINES:
                if finding.get(key) is not None:
                    finding[key] -= begins[index]
            yield ("finding", *pieces[index], finding)
        for piece, begin, end in zip(pieces, begins, [*begins[1:], number]):
            yield ("passed", *piece, end - begin)
        yield ("status", answer.status)

    return rows.mapPartitions(partition)


def lines_before(passed: list[tuple[str, int, int]]) -> dict[tuple[str, int], int]:
    """How many lines of its file stand before a piece."""
    before: dict[tuple[str, int], int] = {}
    path, lines = None, 0
    for piece_path, start, count in sorted(passed):
        if piece_path != path:
            path, lines = piece_path, 0
        before[path, start] = lines
        lines += count
    return before


def located(spark: SparkSession, judged: RDD, before: dict[tuple[str, int], int]) -> DataFrame:
    offsets = spark.sparkContext.broadcast(before)

    def row(record: tuple) -> tuple:
        _, path, start, finding = record
        offset = offsets.value[path, start]
        for key in LINES:
            if finding.get(key) is not None:
                finding[key] += offset
        finding["path"] = plain(path)
        return tuple(finding.get(field) for field in FIELDS)

    findings = judged.filter(lambda record: record[0] == "finding").map(row)
    return spark.createDataFrame(findings, FINDING)


def summarise(findings: DataFrame, passed: list[tuple[str, int, int]]) -> None:
    counts = findings.groupBy("severity", "rule").count().orderBy("severity", F.desc("count"), "rule").collect()
    for row in counts:
        print(f"{row['count']:>10}  {row['severity']:<7}  {row['rule']}")
    lines, files = sum(count for _, _, count in passed), len({path for path, _, _ in passed})
    print(f"{sum(row['count'] for row in counts)} findings in {lines} lines of {files} files")


# --- The command line -------------------------------------------------------------------------------------------------


def arguments(words: list[str]) -> argparse.Namespace:
    # argparse would take the first `--` for its own.
    cut = words.index("--") if "--" in words else len(words)
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0],
        epilog="What follows -- is handed to every speakhook, such as -- --by agent. Files that it names, as with "
        "--schema, must be on every worker.",
    )
    parser.add_argument("--master", metavar="URL", help="the cluster, such as spark://host:7077 [default: spark-submit's]")
    parser.add_argument(
        "--speakhook",
        metavar="PATH",
        help="a program to send to the workers [default: the one on their own PATH, and on the driver's]",
    )
    parser.add_argument(
        "--partitions",
        metavar="N",
        type=positive,
        help="cut the captures into N pieces or more [default: Spark's, at most 128 MB each]",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, about in (("stats", "count calls and latencies"), ("validate", "list findings")):
        command = commands.add_parser(name, help=about, description=f"{about}, in all captures")
        command.add_argument("paths", nargs="+", metavar="PATH", help="files or folders, as Spark addresses them")
        if name == "stats":
            command.add_argument("--save", required=True, metavar="FILE", help="where to write: for speakhook stats --merge")
        else:
            command.add_argument("--output", required=True, metavar="FOLDER", help="a new folder to write to, as Spark addresses it")
            command.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="[default: jsonl]")
    args = parser.parse_args(words[:cut])
    args.options = words[cut + 1 :]
    check(parser, args)
    return args


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("expected 1 or more")
    return number


def check(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    if args.speakhook and not os.access(args.speakhook, os.X_OK):
        parser.error(f"--speakhook: {args.speakhook} is no program here")
    by_file = any(key == "file" for word in args.options for key in word.removeprefix("--by=").split(","))
    if args.command == "stats" and by_file:
        parser.error("--by file: a speakhook in a pipe does not know of files")
    if args.command == "stats" and args.save == "-":
        return
    if args.command == "stats":
        # Better now than after an hour.
        folder = os.path.dirname(os.path.abspath(args.save))
        if not os.access(folder, os.W_OK):
            parser.error(f"--save: cannot write to {folder}")


def session(args: argparse.Namespace) -> SparkSession:
    builder = SparkSession.builder.appName(f"speakhook {args.command}")
    if args.master:
        builder = builder.master(args.master)
    if args.partitions:
        builder = builder.config("spark.sql.files.minPartitionNum", args.partitions)
    spark = builder.getOrCreate()
    if args.speakhook:
        spark.sparkContext.addFile(os.path.abspath(args.speakhook))
    return spark


def why(error: Exception) -> str:
    """What stopped a task, without the stack traces around it."""
    _, found, words = str(error).partition("RuntimeError: ")
    return words.split("\n\n")[0].strip() if found else str(error)


def main(words: list[str]) -> int:
    args = arguments(words)
    spark = session(args)
    try:
        name = os.path.basename(args.speakhook) if args.speakhook else "speakhook"
        cores = int(spark.sparkContext.getConf().get("spark.task.cpus", "1"))
        program = Program(command=name, is_sent=bool(args.speakhook), jobs=cores)
        return {"stats": stats, "validate": validate}[args.command](spark, program, args)
    except (Py4JError, PySparkException) as error:
        print(f"speakhook_spark: {why(error)}", file=sys.stderr)
        return 3
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
