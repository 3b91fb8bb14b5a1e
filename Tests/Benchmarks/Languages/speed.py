#!/usr/bin/env python3
"""How fast the analysis is on one core, with stems and names, and with the finding of the language.

usage: speed.py NEWS.jsonl.gz… [--gazette PATH] [--rounds N]

Each file's articles go through `gazette analyze --lines --summary`; the best of N rounds is printed, since a machine that
does something else only makes it slower.
"""
import argparse
import gzip
import json
import os
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
        best = None
        for _ in range(arguments.rounds):
            command = [arguments.gazette, "analyze", "--lines", "--summary", "--json"]
            answer = json.loads(subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True).stdout)
            best = min(best or answer, answer, key=lambda answer: answer["took_us"])
        rate = best["bytes"] / best["took_us"]
        print(f"{os.path.basename(path)}: {rate:.1f} MB/s, {best['texts']} texts of {best['bytes'] / 1e6:.1f} MB, "
              f"{best['words'] / best['took_us']:.2f} M words/s")


main()
