#!/usr/bin/env python3
"""How Russian stems do against the dictionary of pymorphy3 (PyPI: pymorphy3 and pymorphy3-dicts-ru, OpenCorpora's).

usage: russian.py NEWS.jsonl.gz… [--gazette PATH] [--lemmas N] [--seed N] [--show N]

The lemmas are the nouns, adjectives and verbs that the dictionary knows of the words of some news (JSON lines with
"text", gzipped or not), names of persons apart, which are found by their keys. N of them are drawn, and every form that
the dictionary has of them must have the lemma's stem; participles count as verbs' forms only with --participles.
Unrelated lemmas are those where neither begins with the first four letters of the other.
"""
import argparse
import gzip
import json
import re

import pymorphy3

from analysis import forms_of_some, report, stems

PARTS = {"NOUN", "ADJF", "VERB", "INFN"}
OTHER_FORMS = {"Supr", "Cmp2", "V-ey", "V-oy", "V-be", "V-ej", "V-bi"}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("news", nargs="+")
    arguments.add_argument("--gazette", default="gazette")
    arguments.add_argument("--lemmas", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=0)
    arguments.add_argument("--participles", action="store_true")
    arguments = arguments.parse_args()
    words = set()
    for path in arguments.news:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                words.update(re.findall("[а-яё]+", json.loads(line)["text"].lower()))
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
