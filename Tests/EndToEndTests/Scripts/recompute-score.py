#!/usr/bin/env python3
"""Computes the score of an explained article once more, from the formula in the README and the counts alone.

usage: gazette explain QUERY --id ID --json | recompute-score.py [FILE]

It takes from the JSON what was counted (occurrences, lengths, articles) and how much each word counts, and derives
everything else by itself: how often a word stands from its forms, f, idf, the score of each word, and the sum.
Prints the score; ends with 1 and says what differs where a number in the JSON is not the one computed here.
"""
import json
import math
import sys

K1, B, TITLE, NEAR = 1.5, 0.65, 4.0, 0.4
answer = json.load(open(sys.argv[1]) if len(sys.argv) > 1 else sys.stdin)
formula = answer["formula"]
differences = []


def check(what, stated, computed):
    if abs(stated - computed) > 1e-9:
        differences.append(f"{what} is {stated!r} there and {computed!r} here")


def occurrences(forms, column):
    """The most frequent of the forms; a stem and the word that is this stem never stand at one place, and add up."""
    words = {form["term"]: form[column] for form in forms if form["kind"] == "word"}
    counts = [
        form[column] + (words.get(form["term"], 0) if form["kind"] == "stem" else 0) for form in forms
    ]
    return max(counts, default=0)


for key, value in {"k1": K1, "b": B, "title_weight": TITLE, "body_weight": 1.0, "near_weight": NEAR}.items():
    check(key, formula[key], value)
norm = 1 - B + B * formula["length"] / formula["average_length"]
score = 0.0
for word in answer["words"]:
    title, body = (occurrences(word["matched"], column) for column in ("title", "body"))
    f = TITLE * title + body
    idf = math.log(1 + (formula["articles"] - word["articles"] + 0.5) / (word["articles"] + 0.5))
    part = word["factor"] * idf * f * (K1 + 1) / (f + K1 * norm)
    for key, value in {"title": title, "body": body, "frequency": f, "idf": idf, "score": part}.items():
        check(f"{key} of {word['text']}", word[key], value)
    score += part
for near in answer["nearness"]:
    # What a word of its own weighs; the very word beside its forms is none.
    weights = {word["text"]: word["factor"] * word["idf"] for word in answer["words"] if not word["exact"]}
    weight = min(weights[text] for text in near["texts"])
    part = NEAR * weight / near["distance"]
    check(f"the weight of {near['texts']}", near["weight"], weight)
    check(f"the score of {near['texts']}", near["score"], part)
    score += part
check("the score", answer["score"], score)
print(repr(score))
sys.exit("\n".join(differences) or 0)
