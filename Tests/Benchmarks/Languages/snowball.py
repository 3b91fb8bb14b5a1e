#!/usr/bin/env python3
"""How the stems of Snowball's languages do against dictionaries (PyPI: simplemma and, for the words, wordfreq).

usage: snowball.py [LANGUAGE…] [--gazette PATH] [--plain] [--lemmas N] [--show N]

The lemmas are the N most frequent of three letters or more that the dictionary of simplemma has, which does not tell nouns
from verbs, by all their forms together. Every form of them that wordfreq knows must have the lemma's stem. Unrelated
lemmas, of all that are among the 60,000 most frequent words, are those where neither begins with the first four letters of
the other, folded. In German that holds without the ge- of participles, too (gesagt, sagen; vorgestellt, vorstellen), in
Dutch with z as s and v as f (huis, huizen).

--plain measures Snowball's algorithms alone, with Debian's libstemmer and without Gazette.
"""
import argparse
import ctypes
import re
import unicodedata

import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from analysis import are_related, report, stems

LANGUAGES = {"es": "spanish", "fr": "french", "de": "german", "pt": "portuguese", "it": "italian", "en": "english",
             "nl": "dutch", "sv": "swedish"}
WITHOUT_ACCENTS = {"en", "nl"}
PARTICIPLE = re.compile(
    "^(ab|an|auf|aus|bei|dar|durch|ein|fest|her|hin|mit|nach|um|vor|weg|zu|zuruck|zusammen)?ge(?=....)")
WORD = re.compile(r"[^\W\d_]{2,}")


def folded(word):
    """A word as the index has it, near enough."""
    word = unicodedata.normalize("NFKD", word)
    word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return word.replace("ß", "ss").replace("æ", "ae").replace("œ", "oe")


def relation(language):
    """Whether two words of a language have four letters in common, also where the spelling of their beginnings changes."""
    def respelled(word):
        if language == "de":
            return PARTICIPLE.sub(lambda match: match.group(1) or "", word)
        return word.replace("z", "s").replace("v", "f") if language == "nl" else word

    def are_related_in_it(one, other):
        one, other = folded(one), folded(other)
        return are_related(one, other) or are_related(respelled(one), respelled(other))

    return are_related_in_it


def plain_stems(words, language):
    """Snowball's own stem of each word."""
    library = ctypes.CDLL("libstemmer.so.0d")
    library.sb_stemmer_new.restype = library.sb_stemmer_stem.restype = ctypes.c_void_p
    stemmer = ctypes.c_void_p(library.sb_stemmer_new(LANGUAGES[language].encode(), b"UTF_8"))
    found = {}
    for word in words:
        spelling = (folded(word) if language in WITHOUT_ACCENTS else word).encode()
        stem = library.sb_stemmer_stem(stemmer, spelling, len(spelling))
        found[word] = folded(ctypes.string_at(stem, library.sb_stemmer_length(stemmer)).decode())
    return found


def lexicon(language, count):
    """(lemma, form) for each form of the most frequent lemmas, and the lemmas of the most frequent words."""
    frequency = wordfreq.get_frequency_dict(language)
    dictionary = dict(DEFAULT_DICTIONARY_FACTORY.get_dictionary(language))
    # German writes its nouns with a capital; names are left out of the others by it.
    keeps_capitals = language == "de"
    lexemes = {}
    for form, lemma in dictionary.items():
        small_form, small_lemma = form.lower(), lemma.lower()
        if not keeps_capitals and (form, lemma) != (small_form, small_lemma):
            continue
        if not WORD.fullmatch(small_form) or not WORD.fullmatch(small_lemma):
            continue
        if small_form in frequency and small_lemma in frequency and small_form != small_lemma:
            lexemes.setdefault(small_lemma, set()).add(small_form)
    own = [lemma for lemma in lexemes if len(lemma) > 2 and dictionary.get(lemma, lemma).lower() == lemma]
    own.sort(key=lambda lemma: -frequency[lemma] - sum(frequency[form] for form in lexemes[lemma]))
    drawn = own[:count]
    lemmas = set(drawn)
    for word in sorted(frequency, key=lambda word: -frequency[word])[:60000]:
        lemma = dictionary.get(word) or keeps_capitals and dictionary.get(word.capitalize())
        if lemma and WORD.fullmatch(lemma) and (keeps_capitals or lemma == lemma.lower()):
            lemmas.add(lemma.lower())
    return [(lemma, form) for lemma in drawn for form in sorted(lexemes[lemma])], sorted(lemmas)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("languages", nargs="*", default=list(LANGUAGES))
    arguments.add_argument("--gazette", default="gazette")
    arguments.add_argument("--plain", action="store_true")
    arguments.add_argument("--lemmas", type=int, default=3000)
    arguments.add_argument("--show", type=int, default=0)
    arguments = arguments.parse_args()
    for language in arguments.languages:
        forms, lemmas = lexicon(language, arguments.lemmas)
        words = lemmas + [word for pair in forms for word in pair]
        stem_of = plain_stems(words, language) if arguments.plain else stems(words, arguments.gazette, language)
        print(language)
        report(forms, lemmas, stem_of, arguments, relation(language))


main()
