#!/usr/bin/env python3
"""How often the language of a text is found, over articles whose language is known.

usage: detection.py NEWS.jsonl.gz… [--gazette PATH] [--letters N…] [--seed N] [--show N]

Each article of JSON lines with "lang" (or a file whose name begins with the code) and "text" gives one piece of about N
letters, from a random beginning of a word; articles with fewer letters are left out.
"""
import argparse
import collections
import gzip
import json
import os
import random

from analysis import analyses


def pieces(paths, letter_count, generator):
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                language = article.get("lang") or os.path.basename(path)[:2]
                text = " ".join(article["text"].split())
                room = len(text) - letter_count * 3 // 2
                if sum(map(str.isalpha, text)) < letter_count or room < 0:
                    continue
                start = text.find(" ", generator.randrange(room + 1)) + 1
                count = end = 0
                for end in range(start, len(text)):
                    count += text[end].isalpha()
                    if count >= letter_count and (not text[end].isalnum() or ord(text[end]) >= 0x2E80):
                        break
                if count >= letter_count:
                    yield language, text[start : end + 1]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("news", nargs="+")
    arguments.add_argument("--gazette", default="gazette")
    arguments.add_argument("--letters", type=int, nargs="+", default=[200, 60])
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=0)
    arguments = arguments.parse_args()
    for letter_count in arguments.letters:
        known = list(pieces(arguments.news, letter_count, random.Random(arguments.seed)))
        found = [analysis["language"] for analysis in analyses([text for _, text in known], arguments.gazette)]
        total, right = collections.Counter(), collections.Counter()
        shown = 0
        for (language, text), answer in zip(known, found):
            total[language] += 1
            right[language] += answer == language
            if answer != language and shown < arguments.show:
                shown += 1
                print(f"{language} found {answer}: {text}")
        each = "  ".join(f"{code} {100 * right[code] / total[code]:.2f}" for code in sorted(total))
        print(f"{letter_count} letters: {100 * right.total() / total.total():.2f} % of {total.total()}   {each}")


main()
