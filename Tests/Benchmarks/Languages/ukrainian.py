#!/usr/bin/env python3
"""How Ukrainian stems do against a dictionary (PyPI: pymorphy3, pymorphy3-dicts-uk and, for the words, wordfreq).

usage: ukrainian.py [--gazette PATH] [--lemmas N] [--seed N] [--show N]

The lemmas are the nouns, adjectives and verbs that the dictionary knows of the 60,000 most frequent words of Ukrainian,
names of persons apart, which are found by their keys. N of them are drawn, and every form that the dictionary has of them
must have the lemma's stem, but for participles, comparatives and the long forms of adjectives in verse (великая).
Unrelated lemmas are those where neither begins with the first four letters of the other.
"""
import argparse
import re

import pymorphy3
import wordfreq

from analysis import forms_of_some, report, stems

PARTS = {"NOUN", "ADJF", "VERB", "INFN"}
OTHER_PARTS = {"PRTF", "PRTS", "GRND", "COMP", "ADVB"}
OTHER_FORMS = {"alt", "Arch", "compc", "comps"}
VERSE = ("ая", "ую", "еє", "ії", "яя", "юю", "єє")


def is_asked_for(form):
    """Whether a form of a lemma must have its stem."""
    if form.tag.POS in OTHER_PARTS or OTHER_FORMS & set(re.split("[ ,]", str(form.tag))):
        return False
    return form.tag.POS != "ADJF" or not form.word.endswith(VERSE)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gazette", default="gazette")
    arguments.add_argument("--lemmas", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=0)
    arguments = arguments.parse_args()
    analyzer = pymorphy3.MorphAnalyzer(lang="uk")
    lexemes = {}
    for word in wordfreq.top_n_list("uk", 60000):
        if not re.fullmatch("[а-щьюяєіїґ'’]+", word) or not analyzer.word_is_known(word):
            continue
        best = analyzer.parse(word)[0]
        if best.tag.POS in PARTS and not {"Abbr", "Name", "Surn", "Patr"} & best.lexeme[0].tag.grammemes:
            lexemes.setdefault(best.normal_form, best)
    lemmas = sorted(lexemes)
    forms = forms_of_some(lexemes, arguments, is_asked_for)
    stem_of = stems(lemmas + [form for _, form in forms], arguments.gazette, "uk")
    report(forms, lemmas, stem_of, arguments)


main()
