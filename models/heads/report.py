"""The cross-validated figures of the heads as a Markdown table."""

import numpy as np

import figures
from examples import GENDERS
from heads import signs


def _line(name, photographs, value, count):
    print(f"| {name} | {photographs} | {value} | {count} |")


def _age(labels, kinds, answers):
    error = np.abs(np.clip(answers[:, 0], 0, 100) - labels)
    _line("age, mean absolute error, years", "UTKFace", figures.mean(error), len(error))
    for low, high in ((0, 12), (13, 19), (20, 39), (40, 59), (60, 120)):
        some = (labels >= low) & (labels <= high)
        _line(f"age, {low} to {high}", "", figures.mean(error[some]), some.sum())
    for gender in GENDERS:
        some = np.char.startswith(kinds, gender)
        _line(f"age, {gender}", "", figures.mean(error[some]), some.sum())


def _classes(name, photographs, labels, answers, classes):
    chosen = answers.argmax(1) if len(classes) > 2 else (answers[:, 0] > 0).astype(int)
    _line(f"{name}, accuracy", photographs, figures.mean(chosen == labels), len(labels))
    if len(classes) > 2:
        _line(f"{name}, macro-F1", "", figures.macro_f1(labels, chosen, len(classes)), len(labels))
        _line(f"{name}, balanced accuracy", "", figures.balanced_accuracy(labels, chosen, len(classes)), len(labels))
    for label, word in enumerate(classes):
        some = labels == label
        if some.any():
            _line(f"{name}: {word}", "", figures.mean(chosen[some] == label), some.sum())


def _mask(labels, kinds, answers):
    for kind, photographs in (("crop", "tight crops"), ("LFW", "LFW, none worn")):
        some = kinds == kind
        _line("mask or none, accuracy", photographs, figures.mean((answers[some].argmax(1) > 0) == (labels[some] > 0)), some.sum())
    some = kinds == "drawn"
    _line("mask worn or incorrect, accuracy", "drawn masks", figures.mean(answers[some].argmax(1) == labels[some]), some.sum())
    some = kinds == "scene from 32 px"
    _classes("mask", "scenes, faces from 32 px", labels[some], answers[some], ["none", "worn", "incorrect"])


def _beauty(labels, kinds, answers, gender_logits):
    beauty = np.clip(answers[:, 0] + signs(gender_logits) * answers[:, 1], 0, 100)
    _line("beauty, correlation", "SCUT-FBP5500", figures.correlation(labels, beauty), len(labels))
    _line("beauty, mean absolute error of 100", "", figures.mean(np.abs(labels - beauty)), len(labels))
    for group in np.unique(kinds):
        some = kinds == group
        _line(f"beauty, {group}", "", figures.mean(np.abs(labels - beauty)[some]), some.sum())


def report(examples, answers, gender_logits, same_person):
    """`examples` and `answers` by a head's first column; `gender_logits` of the beauty's examples; `same_person` from embedding.held_out_shares."""
    print("| figure | photographs | value | n |\n| --- | --- | ---: | ---: |")

    def judged(name):
        _, labels, _, _, some, kinds = examples[name]
        return labels[some], kinds[some], answers[name][some]

    labels, kinds, given = judged("age")
    _age(labels, kinds, given)
    for name, title, photographs, classes in (
        ("male", "gender from 13 years", "UTKFace", ["female", "male"]),
        ("smile", "smile", "LFW", ["neutral", "smile"]),
        ("no_glasses", "glasses", "LFW", ["none", "regular", "sunglasses"]),
        ("hat", "hat", "LFW", ["none", "hat"]),
    ):
        labels, _, given = judged(name)
        _classes(title, photographs, labels, given, classes)
    labels, kinds, given = judged("no_mask")
    _mask(labels, kinds, given)
    labels, kinds, given = judged("beauty")
    _beauty(labels, kinds, given, gender_logits[examples["beauty"][4]])
    labels, _, given = judged("recognition")
    _line("expected cosine with the person's other photographs, correlation", "LFW", figures.correlation(labels, given[:, 0]), len(labels))
    for name, shares in same_person.items():
        _line(f"one person or two: {name}", "LFW, halves of its people held out", figures.mean(shares), len(shares))
