#!/usr/bin/env python3
"""How large the index of articles is: beside their text, and beside an index of their stems alone.

usage: sizes.py NEWS.jsonl.gz… [--gazetted PATH] [--gazette PATH]

Each file is taken in as JSON lines by `gazetted --once`. Beside it stands a contentless FTS5 table of stock SQLite, of pages
of the same size, that has one term for each word: its stem where it has one, else the word itself.
"""
import argparse
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

from analysis import analyses

BATCH = 500


def articles(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [(article["text"], article.get("title") or "") for article in map(json.loads, lines)]


def stems_alone(texts, gazette):
    """Each text as its stems, in order, with a blank between two."""
    for start in range(0, len(texts), BATCH):
        for analysis in analyses(texts[start : start + BATCH], gazette):
            terms = {}
            for token in sorted(analysis["tokens"], key=lambda token: token["kind"] != "stem"):
                if token["kind"] != "name":
                    terms.setdefault(token["position"], token["term"])
            yield " ".join(terms[position] for position in sorted(terms))


def bytes_of_terms(database, table):
    return database.execute(f"SELECT sum(length(block)) FROM {table}_data").fetchone()[0]


def stock_index(path, known, gazette):
    """The bytes of the terms of an FTS5 table of stems alone, as one segment."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA page_size = 8192")
    database.execute("CREATE VIRTUAL TABLE stems USING fts5(body, title, content='', tokenize='unicode61')")
    database.execute("INSERT INTO stems(stems, rank) VALUES ('pgsz', 8100)")
    columns = [stems_alone([article[column] for article in known], gazette) for column in (0, 1)]
    database.executemany("INSERT INTO stems(body, title) VALUES (?, ?)", zip(*columns))
    database.execute("INSERT INTO stems(stems) VALUES ('optimize')")
    database.commit()
    return bytes_of_terms(database, "stems")


def own_index(folder, path, gazetted):
    """The bytes of the index, and of the terms in it, as `gazetted --once` leaves them."""
    watched, state = os.path.join(folder, "watched"), os.path.join(folder, "state")
    os.mkdir(watched)
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as lines, open(f"{watched}/a.jsonl", "wb") as copy:
        shutil.copyfileobj(lines, copy)
    command = [gazetted, "--once", "--watch", watched, "--state", state]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    index = os.path.join(state, "index.sqlite")
    return os.path.getsize(index), bytes_of_terms(sqlite3.connect(index), "article_index")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("news", nargs="+")
    arguments.add_argument("--gazetted", default="gazetted")
    arguments.add_argument("--gazette", default="gazette")
    arguments = arguments.parse_args()
    for path in arguments.news:
        known = articles(path)
        text_bytes = sum(len(part.encode()) for article in known for part in article)
        with tempfile.TemporaryDirectory(prefix="gazette-sizes.") as folder:
            index_bytes, term_bytes = own_index(folder, path, arguments.gazetted)
            stem_bytes = stock_index(os.path.join(folder, "stems.sqlite"), known, arguments.gazette)
        print(
            f"{os.path.basename(path)}: {len(known)} articles of {text_bytes / 1e6:.1f} MB; index ÷ text "
            f"{index_bytes / text_bytes:.2f}, its terms ÷ text {term_bytes / text_bytes:.2f}, its terms ÷ those of stems "
            f"alone {term_bytes / stem_bytes:.2f}"
        )


main()
