#!/usr/bin/python3
"""Trains the heads: train.py VALUES DIR

VALUES is what values.ts wrote of the labelled photographs in DIR. Writes attribute_heads.bin and known_answers.json beside this file; into VALUES, for
cross-validation, heads.K.bin (trained without the tenth K of the people) and tenths.json (the tenth of every photograph); and prints the
cross-validated figures as Markdown. Needs Debian's python3-numpy, python3-sklearn and libopenblas0-pthread. The same input gives the
same files.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy: their number changes the last digits

import numpy as np

from data import Faces, columns
from embedding import directions, embedded, feature_statistics, held_out_shares
from examples import age_examples, beauty_examples, gender_examples, glasses_examples, hat_examples
from examples import lfw_examples, mask_examples, person_of, recognition_examples
from heads import HEADS
from report import report

HERE = Path(__file__).resolve().parent
MOST_DEVIATIONS = 5  # as models/convert/heads.ts
TENTHS = 10


def tenth(group):
    """The part of the people, or photographs, that a name belongs to: the same in every set and every run."""
    return int(hashlib.md5(group.encode()).hexdigest(), 16) % TENTHS


def group_of(photograph):
    return person_of(photograph) if photograph.startswith("lfw/") else photograph


def fit(values, examples, keep):
    """Every head on the examples whose group `keep` accepts: {first column: (weights, bias)}."""
    fitted = {}
    for name, head in HEADS.items():
        places, labels, groups, importance, *_ = examples[name]
        some = np.array([keep(group) for group in groups])
        fitted[name] = head.fit(values[places[some]], labels[some], importance[some], fitted)
    return fitted


def write(file, middle, scale, fitted, statistics):
    names = columns()
    weights, bias = np.zeros((len(middle), len(names))), np.zeros(len(names))
    for name, (solution, offset) in fitted.items():
        place = slice(names.index(name), names.index(name) + solution.shape[1])
        weights[:, place], bias[place] = solution, offset
    with open(file, "wb") as handle:
        for part in (middle, scale, bias, *statistics):
            handle.write(part.astype("<f4").tobytes())
        handle.write(weights.astype("<f2").tobytes())


def known_answers(middle, scale, fitted, statistics):
    """What the heads answer to made-up values, up to 8 deviations off: tests/models/attribute_heads.test.ts makes the same."""
    names = columns()
    answers = []
    for example in range(1, 4):
        deviations = 8 * np.sin(example * np.arange(len(middle), dtype=float))
        values = middle.astype("<f4") + deviations / scale.astype("<f4")
        clipped = np.clip((values - middle) * scale, -MOST_DEVIATIONS, MOST_DEVIATIONS)
        row = np.concatenate([clipped @ solution + offset for solution, offset in fitted.values()])
        order = [name for name in fitted for name in names[names.index(name) : names.index(name) + fitted[name][0].shape[1]]]
        embedding = embedded(values[: len(statistics[0])], statistics)
        answers.append({"answers": [float(row[order.index(name)]) for name in names], "embedding": embedding[:8].tolist()})
    return answers


def main(folder, directory):
    faces = Faces(folder)
    statistics = feature_statistics(faces, np.ones(len(faces.lines), bool))
    whole = directions(faces, statistics, np.inf)  # uncut: on their cosines the overall quality's mapping was fitted
    examples = {
        "age": age_examples(faces, directory),
        "male": gender_examples(faces, directory),
        "smile": lfw_examples(faces, directory, "expression", ["neutral", "smile"]).arrays(),
        "no_glasses": glasses_examples(faces, directory),
        "hat": hat_examples(faces, directory),
        "no_mask": mask_examples(faces, directory),
        "beauty": beauty_examples(faces, directory),
        "recognition": recognition_examples(faces, whole),
    }
    middle, scale = faces.values.mean(0), 1 / (faces.values.std(0) + 1e-6)
    values = np.clip((faces.values - middle) * scale, -MOST_DEVIATIONS, MOST_DEVIATIONS)
    fitted = fit(values, examples, lambda group: True)
    write(HERE / "attribute_heads.bin", middle, scale, fitted, statistics)
    (HERE / "known_answers.json").write_text(json.dumps(known_answers(middle, scale, fitted, statistics), indent=1) + "\n")

    tenths = {line["photograph"]: tenth(group_of(line["photograph"])) for line in faces.lines}
    (Path(folder) / "tenths.json").write_text(json.dumps(tenths))
    tenth_of_face = np.array([tenths[line["photograph"]] for line in faces.lines])
    answers = {}
    gender_logits = np.zeros(len(examples["beauty"][0]))
    for left_out in range(TENTHS):
        fitted = fit(values, examples, lambda group: tenth(group) != left_out)
        write(Path(folder) / f"heads.{left_out}.bin", middle, scale, fitted, feature_statistics(faces, tenth_of_face != left_out))
        for name, (solution, offset) in fitted.items():
            places, _, groups, *_ = examples[name]
            some = np.array([tenth(group) == left_out for group in groups])
            given = answers.setdefault(name, np.zeros((len(places), solution.shape[1])))
            given[some] = values[places[some]] @ solution + offset
            if name == "beauty":
                gender_weights, gender_bias = fitted["male"]
                gender_logits[some] = (values[places[some]] @ gender_weights + gender_bias)[:, 0]
    report(examples, answers, gender_logits, held_out_shares(faces))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
