#!/usr/bin/python3
"""Trains the suspicion of faces that a view cannot show yet: train.py VIEWS

VIEWS is the folder of views.json (views.py) and features.f32 (features.ts). Writes weights.json beside this file, two layers as
models/convert/own_layers.ts reads them, and prints figures as Markdown, measured on other people, scenes and pictures of nobody than those learnt from.
Needs Debian's python3-numpy, python3-pil, python3-scipy, python3-sklearn and libopenblas0-pthread. The same input gives the same file.
"""

import json
import os
import sys
import warnings
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy: their number changes the last digits

import numpy as np
from scipy.ndimage import maximum_filter
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from views import SIDE, SMALL

HERE = Path(__file__).resolve().parent
STRIDE = 4  # pixels of a view a cell
CHANNELS = 48
HIDDEN = 16
UNCLEAR = 36  # pixels of the smallest face of which the cells are examples without a suspicion
CELLS = 300  # of a view without a suspicion
FACE_CELLS = 2  # nearest to a face's centre, that have one
EMPHASIS = 7  # each of them counts as so many
REACH = 10  # pixels from a face's centre to a suspect that leads to it: a view shows 26 of the next one's around a suspect
BANDS = {1: (10.7, 18), 2: (6.4, 10.7), 3: (4, 6.4)}  # a face's pixels, by the views to come until it has 18
RECALLS = (0.998, 0.995, 0.99, 0.98)


class Views:
    """The cells of all views."""

    def __init__(self, folder):
        self.lines = json.loads((Path(folder) / "views.json").read_text())
        self.features = np.memmap(Path(folder) / "features.f32", "<f4", "r").reshape(len(self.lines), CHANNELS, -1)
        self.x, self.y = (axis.ravel() for axis in np.meshgrid(*[(np.arange(SIDE // STRIDE) + 0.5) * STRIDE] * 2))

    def distances(self, face):
        return np.hypot(self.x - face[0], self.y - face[1])

    def small_faces(self, line):
        return [face for face in line["faces"] if SMALL[0] <= face[2] < SMALL[1] and all(0 < place < SIDE for place in face[:2])]

    def of(self, use):
        """(line, features) of each view for a use."""
        return ((line, features) for line, features in zip(self.lines, self.features) if line["use"] == use)

    def examples(self):
        """(features, whether a small face is there) of some cells of the views to learn from."""
        chance = np.random.default_rng(0)
        rows, labels = [], []
        for line, features in self.of("learn"):
            away = np.ones(features.shape[1], bool)
            for face in line["faces"]:
                if face[2] <= UNCLEAR:
                    away &= self.distances(face) >= max(14, 1.2 * face[2])
            there = [cell for face in self.small_faces(line) for cell in np.argsort(self.distances(face), kind="stable")[:FACE_CELLS]]
            none = np.nonzero(away)[0]
            none = chance.choice(none, min(CELLS, len(none)), replace=False)
            rows += [features[:, there].T, features[:, none].T]
            labels += [1] * len(there) + [0] * len(none)
        return np.concatenate(rows), np.array(labels)


def fit(examples, labels):
    """Layers [(weights, bias), (weights, bias)] for features as they come."""
    middle, spread = examples.mean(0), examples.std(0) + 1e-6
    faces = np.nonzero(labels)[0]
    chosen = np.concatenate([np.arange(len(labels)), np.repeat(faces, EMPHASIS - 1)])
    network = MLPClassifier((HIDDEN,), batch_size=1000, max_iter=50, early_stopping=True, n_iter_no_change=8, tol=1e-5, random_state=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(((examples - middle) / spread)[chosen], labels[chosen])
    (first, second), (first_bias, second_bias) = network.coefs_, network.intercepts_
    return [(first / spread[:, None], first_bias - (middle / spread) @ first), (second, second_bias)]


def suspicions(layers, features):
    (first, first_bias), (second, second_bias) = layers
    return (np.maximum(0, features.T @ first + first_bias) @ second + second_bias).ravel()


def report(views, layers):
    """What a threshold leaves of the faces of each size, and how much of pictures without small faces it has shown."""
    best = {views_to_come: [] for views_to_come in BANDS}  # for each face the most suspicious cell near it
    empty = {"nobody": [], "people": []}
    for line, features in views.of("measure"):
        maps = suspicions(layers, features)
        if line["kind"] in empty:
            empty[line["kind"]].append(maps.reshape(SIDE // STRIDE, -1))
        for face in views.small_faces(line):
            near = maps[views.distances(face) < REACH].max()
            for views_to_come, (least, most) in BANDS.items():
                if least <= face[2] < most:
                    best[views_to_come].append((near, line["kind"] == "crowd"))
    print("| views to come | faces | recall | of crowds | threshold | shown of nobody | of people |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for views_to_come, scores in best.items():
        near, crowd = np.array(scores).T
        for recall in RECALLS:
            threshold = np.quantile(near, 1 - recall)
            shown = [np.mean([maximum_filter(maps, 9).ravel() >= threshold for maps in empty[kind]]) for kind in empty]
            figures = (len(near), recall, np.mean(near[crowd > 0] >= threshold), threshold, *shown)
            print(f"| {views_to_come} |", " | ".join(f"{figure:.4g}" for figure in figures), "|")


def main(folder):
    views = Views(folder)
    layers = fit(*views.examples())
    report(views, layers)
    rounded = [{"weights": [[float(f"{number:.5g}") for number in row] for row in weights.T], "bias": [float(f"{number:.5g}") for number in bias]} for weights, bias in layers]
    (HERE / "weights.json").write_text(json.dumps(rounded) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
