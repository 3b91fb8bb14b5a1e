#!/usr/bin/env python3
"""How Kazakh stems do against the word list and the endings of hunspell-kk (Debian), which know nothing of ours.

usage: kazakh.py [--gazette PATH] [--dictionary FOLDER] [--lemmas N] [--seed N] [--show N]

The list holds 54,000 words with the endings that each takes; among them are many forms: what another word of the list
gives with one of its endings, and what its verbs give in participles and converbs, is no lemma here. N lemmas are drawn,
and every form that hunspell makes of them (plural, possessives, cases, tenses, persons, orders) must have the lemma's
stem. Lemmas are unrelated where neither begins with the first four letters of the other; that also takes forms of
three-letter roots for unrelated (көп, көбін), so that what is printed is read by a person: --show N prints some.
"""
import argparse
import random
import re

from analysis import report, stems

# Tenses, participles and converbs, and what may follow them: the list has some of them as words of their own.
VERBAL = re.compile(
    "(?:[мбп][ае])?й?м?(?:[ғгқк][ае]н|й?[ае]т[ыі]н|йт[ыі]н|с[ае][мңқк]?|[ыі]?п|[аей]|[дт][ыі]м?|ңыз|с[ыі]н|[мбп][ае][қк]"
    "|[ғгқк][ае]л[ыі]|[мбп][ае]й|й?[ае]?д[ыі]|[мбп][ае]йынша|у)"
    "(?:[лдт][ае]р|[ыі]м[ыі]з|[ыі][мң]|с?[ыі]|[ыі]?н|н[ае]|[ыі]?н[ае]|[ыі]?нд[ае]|[ыі]?н[ае]н|[ндт][ыі]ң|[дт][ае]й|[дт][ае]"
    "|[ғгқк][ае]|[ндт][ыі]|[ндт][ае]н|[мбп]ен|ш[ае]|м[ыі]н|с[ыі]ң|с[ыі]з)*")


def read(folder):
    """The endings of each flag, and the flags of each word in lower case."""
    endings, words = {}, {}
    for line in open(f"{folder}/kk_KZ.aff", encoding="utf-8-sig"):
        part = line.split("#")[0].split()
        if len(part) == 5 and part[0] == "SFX":
            strip, add = (["", text][text != "0"] for text in part[2:4])
            endings.setdefault(part[1], []).append((re.compile(part[4] + "$"), strip, add))
    for line in open(f"{folder}/kk_KZ.dic", encoding="utf-8-sig"):
        word, _, flags = line.strip().partition("/")
        if word == word.lower() and word and all("\u0400" <= letter < "\u0530" for letter in word):
            words[word] = flags
    return endings, words


def forms_of(word, flags, endings):
    return {
        word.removesuffix(strip) + add
        for flag in flags
        for condition, strip, add in endings[flag]
        if word.endswith(strip) and condition.search(word)
    } - {word}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--gazette", default="gazette")
    arguments.add_argument("--dictionary", default="/usr/share/hunspell")
    arguments.add_argument("--lemmas", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=0)
    arguments = arguments.parse_args()
    endings, words = read(arguments.dictionary)
    made = {word: forms_of(word, flags, endings) for word, flags in words.items() if flags}
    inflected = set().union(*made.values())
    verbs = {word[:-1] for word, flags in words.items() if "M" in flags and word.endswith("у")}
    lemmas = [
        word for word in made
        if word not in inflected and not any(
            word[:end] in verbs and word[end:] != "у" and VERBAL.fullmatch(word[end:])
            for end in range(2, len(word)))
    ]
    drawn = random.Random(arguments.seed).sample(lemmas, min(arguments.lemmas, len(lemmas)))
    forms = [(lemma, form) for lemma in drawn for form in sorted(made[lemma])]
    stem_of = stems(lemmas + [form for _, form in forms], arguments.gazette, "kk")
    report(forms, lemmas, stem_of, arguments)


main()
