#!/usr/bin/env python3
"""How fast the analysis is on one core, with stems and names, and with the finding of the language.

usage: speed.py NEWS.jsonl.gz… [--gazette PATH] [--rounds N]

Each file's articles go through `gazette analyze --lines --summary`; the processor time of the fastest of N rounds counts,
with start and reading, since a machine that does something else only makes it slower. Behind it, by the clock, what the
program itself counts between the first text and the last.
"""
import argparse
import gzip
import json
import os
import resource
import subprocess


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("news", nargs="+")
    arguments.add_argument("--gazette", default="gazette")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments = arguments.parse_args()
    for path in arguments.news:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            text = "".join(" ".join(json.loads(line)["text"].split()) + "\n" for line in lines).encode()
        command = [arguments.gazette, "analyze", "--lines", "--summary", "--json"]
        times, clocks = [], []
        for _ in range(arguments.rounds):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            answer = json.loads(subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True).stdout)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            clocks.append(answer["took_us"] / 1e6)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"{os.path.basename(path)}: {answer['bytes'] / min(times) / 1e6:.1f} MB/s, "
              f"{answer['bytes'] / min(clocks) / 1e6:.1f} without start, {answer['texts']} texts of "
              f"{answer['bytes'] / 1e6:.1f} MB, {answer['words'] / min(times) / 1e6:.2f} M words/s")


main()
