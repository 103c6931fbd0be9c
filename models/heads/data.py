"""What the networks say of labelled faces (values.ts) and the labels that belong to it."""

import csv
import functools
import json
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def manifest():
    """The manifest's entries by name."""
    return {model["name"]: model for model in json.loads((ROOT / "models/manifest.json").read_text())["models"]}


def blocks():
    """The place of every network output among a face's values, by 'network/output'."""
    models = manifest()
    places, start = {}, 0
    for network in models["attribute_heads"]["input"]["networks"]:
        for output in models[network]["outputs"]:
            length = int(np.prod(output["shape"][1:]))
            places[f"{network}/{output['name']}"] = slice(start, start + length)
            start += length
    assert start == models["attribute_heads"]["input"]["shape"][1]
    return places


def columns():
    """The heads' answers, in order."""
    return manifest()["attribute_heads"]["outputs"][0]["columns"]


class Faces:
    """All faces that were looked at: `values` (faces, values), and for each its photograph, change and rectangle."""

    def __init__(self, folder):
        parts = sorted(Path(folder).glob("faces.*.ndjson"))
        lines = [json.loads(line) for part in parts for line in part.read_text().splitlines()]
        width = max(place.stop for place in blocks().values())
        files = [Path(folder) / part.name.replace("faces", "values").replace("ndjson", "f32") for part in parts]
        values = np.concatenate([np.fromfile(file, "<f4").reshape(-1, width) for file in files])
        assert len(lines) == len(values)
        # One order, into however many parts the work was divided.
        order = sorted(range(len(lines)), key=lambda place: (lines[place]["photograph"], lines[place]["change"]))
        self.lines = [lines[place] for place in order]
        self.values = values[order]
        self._by_photograph = {}
        for place, line in enumerate(self.lines):
            self._by_photograph.setdefault((line["photograph"], line["change"]), []).append(place)

    def all_of(self, photograph, change="clean"):
        """The places of every face of a photograph."""
        return self._by_photograph.get((photograph, change), [])

    def largest_of(self, photograph, change="clean"):
        """The place of a photograph's largest face, or None where none was found."""
        places = self.all_of(photograph, change)
        return max(places, key=lambda place: self.lines[place]["rectangle"][2], default=None)


def rows(directory, table):
    """A table's rows; each row's 'file' becomes the photograph's path below the directory."""
    with open(Path(directory) / table, newline="") as handle:
        return [{**row, "file": f"{Path(table).parent}/{row['file']}"} if "file" in row else row for row in csv.DictReader(handle)]


class Examples:
    """Labelled faces to learn from: their places among the faces, labels, groups that cross-validation keeps together
    (a person, or a photograph and its mirror image), weights, and whether they count in the figures."""

    def __init__(self):
        self.places, self.labels, self.groups, self.weights, self.judged, self.kinds = [], [], [], [], [], []

    def add(self, place, label, group, weight=1.0, judged=True, kind=""):
        if place is None:
            return
        for to, value in zip((self.places, self.labels, self.groups, self.weights, self.judged, self.kinds), (place, label, group, weight, judged, kind)):
            to.append(value)

    def arrays(self):
        return [np.array(values) for values in (self.places, self.labels, self.groups, self.weights, self.judged, self.kinds)]


def _overlap(box, other):
    """Intersection over union of two [left, top, width, height]."""
    sides = [max(0, min(box[i] + box[i + 2], other[i] + other[i + 2]) - max(box[i], other[i])) for i in (0, 1)]
    shared = sides[0] * sides[1]
    return shared / (box[2] * box[3] + other[2] * other[3] - shared)


def scene_labels(faces, directory, change):
    """(place, row) of every face of the scenes that overlaps a labelled box by 0.4 and more."""
    for row in rows(directory, "mask/real_scenes_boxes/labels.csv"):
        box = [float(row[side]) for side in ("left", "top", "width", "height")]
        places = faces.all_of(row["file"], change)
        if change == "mirror" and places:
            box[0] = faces.lines[places[0]]["width"] - box[0] - box[2]
        best = max(places, key=lambda place: _overlap(box, faces.lines[place]["rectangle"]), default=None)
        if best is not None and _overlap(box, faces.lines[best]["rectangle"]) >= 0.4:
            yield best, {**row, "least": min(box[2:])}
