#!/usr/bin/env python3
"""How Russian stems do against the dictionary of pymorphy3 (PyPI: pymorphy3 and pymorphy3-dicts-ru, OpenCorpora's).

usage: russian.py NEWS.jsonl.gz… [--gazette PATH] [--lemmas N] [--seed N] [--show N] [--weighted]

The lemmas are the nouns, adjectives and verbs that the dictionary knows of the words of some news (JSON lines with
"text", gzipped or not), names of persons apart, which are found by their keys. N of them are drawn, and every form that
the dictionary has of them must have the lemma's stem; participles count as verbs' forms only with --participles.
Unrelated lemmas are those where neither begins with the first four letters of the other.

With --weighted it is asked instead what somebody meets who searches for frequent words: of the words that the news have
at least four times, each with what the dictionary takes it for, pairs are counted, and each pair by how often the news
have the word that is found. A pair is of one lemma if both words may be forms of it; of another lemma otherwise, and so
are words derived from each other (заявил, заявление); unrelated if, besides, no two of their lemmas begin alike but for
the last two letters of the shorter one.
"""
import argparse
import collections
import gzip
import json
import os
import re

import pymorphy3

from analysis import forms_of_some, report, stems

PARTS = {"NOUN", "ADJF", "VERB", "INFN"}
OTHER_FORMS = {"Supr", "Cmp2", "V-ey", "V-oy", "V-be", "V-ej", "V-bi"}
FREQUENT, LONG = 4, 4


def texts(paths):
    for path in paths:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"].lower()


def are_unrelated(lemmas, others):
    """Whether no lemma of one word begins as one of another word does, but for the last two letters."""
    return all(
        len(os.path.commonprefix((one, other))) < min(len(one), len(other)) - 2
        for one in lemmas for other in others)


def share(part, whole):
    return f"{100 * part / max(1, whole):.1f} %"


def report_weighted(arguments):
    counts = collections.Counter()
    for text in texts(arguments.news):
        counts.update(re.findall("[а-я]+", text.replace("ё", "е")))
    words = [word for word, count in counts.items() if count >= FREQUENT and len(word) >= LONG]
    analyzer = pymorphy3.MorphAnalyzer()
    lemmas = {word: {parse.normal_form.replace("ё", "е") for parse in analyzer.parse(word)} for word in words}
    stem_of = stems(words, arguments.gazette, "ru")
    of_lemma, of_stem = collections.defaultdict(set), collections.defaultdict(set)
    for word in words:
        of_stem[stem_of[word]].add(word)
        for lemma in lemmas[word]:
            of_lemma[lemma].add(word)
    # Each as pairs, and as occurrences of what is found.
    sums = {name: [0, 0] for name in ("same", "joined", "found", "other", "unrelated")}
    shown = []
    for word in words:
        same = set().union(*(of_lemma[lemma] for lemma in lemmas[word])) - {word}
        found = of_stem[stem_of[word]] - {word}
        unrelated = {other for other in found - same if are_unrelated(lemmas[word], lemmas[other])}
        shown += [(min(counts[word], counts[other]), stem_of[word], word, other) for other in unrelated if word < other]
        sets = {"same": same, "joined": same & found, "found": found, "other": found - same, "unrelated": unrelated}
        for name, others in sets.items():
            sums[name][0] += len(others)
            sums[name][1] += sum(counts[other] for other in others)
    print(f"words              {len(words)}, at least {FREQUENT} times")
    for title, part, whole in [
            ("pairs of one lemma that are joined", "joined", "same"),
            ("joined pairs of another lemma", "other", "found"),
            ("joined pairs that are unrelated", "unrelated", "found")]:
        pairs, occurrences = (share(sums[part][i], sums[whole][i]) for i in (0, 1))
        print(f"{title:36}{pairs}, by occurrences {occurrences}")
    for line in sorted(shown, reverse=True)[: arguments.show]:
        print("joined", *line)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("news", nargs="+")
    arguments.add_argument("--gazette", default="gazette")
    arguments.add_argument("--lemmas", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--participles", action="store_true")
    arguments.add_argument("--weighted", action="store_true")
    arguments = arguments.parse_args()
    if arguments.weighted:
        return report_weighted(arguments)
    words = set()
    for text in texts(arguments.news):
        words.update(re.findall("[а-яё]+", text))
    analyzer = pymorphy3.MorphAnalyzer()
    lexemes = {}
    for word in sorted(words):
        if not analyzer.word_is_known(word):
            continue
        best = analyzer.parse(word)[0]
        if best.tag.POS in PARTS and not {"Abbr", "Name", "Surn", "Patr"} & best.lexeme[0].tag.grammemes:
            lexemes.setdefault(best.normal_form, best)
    lemmas = sorted(lexemes)
    other = {"COMP"} if arguments.participles else {"COMP", "PRTF", "PRTS", "GRND"}
    forms = forms_of_some(
        lexemes, arguments,
        lambda form: form.tag.POS not in other and not OTHER_FORMS & set(form.tag.grammemes))
    stem_of = stems(lemmas + [form for _, form in forms], arguments.gazette, "ru")
    report(forms, lemmas, stem_of, arguments)


main()
