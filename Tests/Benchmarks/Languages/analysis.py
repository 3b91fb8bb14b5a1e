"""What `gazette analyze` says of many texts, for the measurements of this folder."""
import json
import random
import subprocess


def analyses(texts, gazette="gazette", language=None):
    """The analysis of each text, in order, as `gazette analyze --lines --json` prints it."""
    command = [gazette, "analyze", "--lines", "--json"] + (["--lang", language] if language else [])
    lines = "".join(text.replace("\n", " ").replace("\r", " ") + "\n" for text in texts)
    answer = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in answer.splitlines()]


def stems(words, gazette, language):
    """The stem of each word by the word: the word itself, folded, where the analysis gives no stem of its own."""
    words = list(dict.fromkeys(words))
    found = {}
    for word, analysis in zip(words, analyses(words, gazette, language)):
        tokens = analysis["tokens"]
        own = [token["term"] for token in tokens if token["kind"] == "stem" and token["language"] == language]
        written = [token["term"] for token in tokens if token["kind"] == "word"]
        found[word] = (own or written or [word])[0]
    return found


def forms_of_some(lexemes, arguments, is_asked_for):
    """(lemma, form) for each form that is asked for of so many lemmas, drawn by --lemmas and --seed of pymorphy3's."""
    lemmas = sorted(lexemes)
    drawn = random.Random(arguments.seed).sample(lemmas, min(arguments.lemmas, len(lemmas)))
    return sorted({
        (lemma, form.word) for lemma in drawn for form in lexemes[lemma].lexeme
        if form.word != lemma and is_asked_for(form)
    })


def are_related(one, other):
    """Whether one of two words begins with the first four letters of the other."""
    return one.startswith(other[:4]) or other.startswith(one[:4])


def false_joins(lemmas, stem_of, are_related=are_related):
    """(lemma, stem, an unrelated lemma with that stem) for each lemma that has one."""
    groups = {}
    for lemma in lemmas:
        groups.setdefault(stem_of[lemma], []).append(lemma)
    for stem, group in groups.items():
        for lemma in group:
            other = next((other for other in group if not are_related(lemma, other)), None)
            if other:
                yield lemma, stem, other


def report(forms, lemmas, stem_of, arguments, are_related=are_related):
    """Prints how many forms join their lemmas, and how many lemmas unrelated ones."""
    missed = [(lemma, form) for lemma, form in forms if stem_of[lemma] != stem_of[form]]
    print(f"forms              {len(forms)} of {len({lemma for lemma, _ in forms})} lemmas")
    print(f"join their lemma   {100 - 100 * len(missed) / len(forms):.2f} %")
    joined = list(false_joins(lemmas, stem_of, are_related))
    print(f"lemmas             {len(lemmas)}")
    print(f"join an unrelated  {100 * len(joined) / len(lemmas):.2f} % ({len(joined)})")
    if arguments.show:
        for lemma, form in missed[:: max(1, len(missed) // arguments.show)]:
            print("missed", lemma, form, stem_of[lemma], stem_of[form])
        for lemma, stem, other in joined[:: max(1, len(joined) // arguments.show)]:
            print("joined", stem, lemma, other)
