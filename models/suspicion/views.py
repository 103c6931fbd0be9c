#!/usr/bin/python3
"""Composes views to learn suspicion from, and others to measure it by: views.py FACES DIR OUTPUT

FACES is what faces.ts wrote; DIR holds street scenes, mask/real_scenes_boxes/labels.csv, and nobody/pictures.csv lists pictures without anybody. Writes
into OUTPUT
  views.u8    views of the detector's own size, 8-bit RGB
  views.json  for each what it is, what it is for, and its faces: centre x, y and shorter side, in pixels
A view is of nobody, of people whose faces are large, of a crowd whose faces are too small to be seen, or of nobody with such faces, and parts of other
pictures, laid into it. Learnt from are few people, each in many lights; measured is by other people, scenes and pictures of nobody.
Needs Debian's python3-numpy and python3-pil. The same input gives the same views.
"""

import csv
import functools
import hashlib
import json
import math
import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

SIDE = 192
MARGIN = 16  # pixels of black that a view may have beyond the picture
SMALL = (4, 26)  # pixels of the shorter side of a face that a finer view shows better
LARGE = (40, 150)
VIEWS = {"learn": 1600, "measure": 800}
LONGEST = (192, 272, 456, 456, 766, 766, 1080)  # pixels of the whole picture in the search's views
SMALLEST = (96, 136, 150)
TILES = 14  # that are tried to be laid into a view
GAP = 4  # pixels between them


def is_measured(name):
    """Whether a picture of nobody is to measure by: three in ten, the same in every run."""
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 10 < 3


@functools.lru_cache(maxsize=300)
def levels(file):
    """A picture and its halves, as src/tensor/pyramid.cpp makes them."""
    images = [Image.open(file).convert("RGB")]
    while max(images[-1].size) > 128:
        images.append(images[-1].reduce(2))
    return images


def sample(file, scale, left, top, width, height):
    """A part of a picture in pixels of a view that shows it at a scale, as src/tensor/sample.cpp samples it: black beyond the picture."""
    images = levels(file)
    level = min(len(images) - 1, round(math.log2(max(1, 1 / scale))))
    step = 1 / (scale * 2**level)
    return images[level].transform((width, height), Image.Transform.AFFINE, (step, 0, left * step, 0, step, top * step), Image.Resampling.BILINEAR)


def shorter(face):
    return min(face[2:])


class Composer:
    """Composes the views for one use."""

    def __init__(self, use, photographs, scenes, nobody):
        self.chance = random.Random(use)
        self.learns = use == "learn"
        self.nobody = [file for file in nobody if is_measured(file.name) != self.learns]
        self.people = {entry["photograph"]: entry["faces"] for entry in photographs if entry["use"] == use}
        groups = {file: faces for file, faces in self.people.items() if len(faces) > 1}
        self.crowds = groups if self.learns else {**groups, **scenes}
        self.faces = [(file, face) for file, faces in self.people.items() for face in faces]

    def view(self):
        """(kind, image, faces)."""
        kind = self.chance.choices(("nobody", "whole", "people", "crowd", "tiles"), (0.3, 0.05, 0.2, 0.15, 0.3))[0]
        return ("nobody" if kind == "whole" else kind, *getattr(self, f"_{kind}")())

    def _between(self, bounds):
        """A size between two, each octave alike."""
        return math.exp(self.chance.uniform(*map(math.log, bounds)))

    def _part(self, file, scale):
        """A view's part of a picture, and its corner in the view of the whole one."""
        corner = [self.chance.uniform(-MARGIN, max(1 - MARGIN, side * scale - SIDE + MARGIN)) for side in levels(file)[0].size]
        return sample(file, scale, *corner, SIDE, SIDE), corner

    @staticmethod
    def _placed(faces, scale, corner):
        return [((left + width / 2) * scale - corner[0], (top + height / 2) * scale - corner[1], min(width, height) * scale)
                for left, top, width, height in faces]

    def _nobody(self):
        file = self.chance.choice(self.nobody)
        return self._part(file, self.chance.choice(LONGEST) / max(levels(file)[0].size))[0], []

    def _whole(self):
        file = self.chance.choice(self.nobody)
        size = levels(file)[0].size
        scale = self.chance.choice(SMALLEST) / max(size)
        return sample(file, scale, *((side * scale - SIDE) / 2 for side in size), SIDE, SIDE), []

    def _people(self):
        file, faces = self.chance.choice(list(self.people.items()))
        scale = min(2, self._between(LARGE) / shorter(faces[0]))
        image, corner = self._part(file, scale)
        return self._lit(image), self._placed(faces, scale, corner)

    def _crowd(self):
        file, faces = self.chance.choice(list(self.crowds.items()))
        face = self.chance.choice(faces)
        scale = min(1, self._between(SMALL) / shorter(face))
        corner = [(face[axis] + face[axis + 2] / 2) * scale - self.chance.uniform(20, SIDE - 20) for axis in (0, 1)]
        return self._lit(sample(file, scale, *corner, SIDE, SIDE)), self._placed(faces, scale, corner)

    def _tiles(self):
        image, _ = self._nobody()
        taken, placed = [], []
        for _ in range(TILES):
            tile, centre, side = self._tile()
            width, height = tile.size
            if max(width, height) >= SIDE:
                continue
            left, top = self.chance.randrange(SIDE - width), self.chance.randrange(SIDE - height)
            if any(left < x + w + GAP and x < left + width + GAP and top < y + h + GAP and y < top + height + GAP for x, y, w, h in taken):
                continue
            taken.append((left, top, width, height))
            if self.chance.random() < 0.3:  # what is laid into a picture need not be a face
                tile = self._nobody()[0].crop((0, 0, width, height))
            else:
                placed.append((left + centre[0], top + centre[1], side))
            image.paste(tile, (left, top))
        return image, placed

    def _tile(self):
        """A small face with what is around it, its centre and its shorter side."""
        file, (left, top, width, height) = self.chance.choice(self.faces)
        scale = min(1, self._between(SMALL) / min(width, height))
        reach = self.chance.uniform(0.6, 1.3)  # from the face's centre, of its sides
        middle = ((left + width / 2) * scale, (top + height / 2) * scale)
        size = levels(file)[0].size
        start = [max(0, middle[axis] - reach * (width, height)[axis] * scale) for axis in (0, 1)]
        end = [min(size[axis] * scale, middle[axis] + reach * (width, height)[axis] * scale) for axis in (0, 1)]
        tile = sample(file, scale, *start, *(max(4, int(last - first)) for first, last in zip(start, end)))
        centre = [middle[axis] - start[axis] for axis in (0, 1)]
        if self.chance.random() < 0.5:
            tile = tile.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            centre[0] = tile.size[0] - centre[0]
        return self._lit(self._hidden(tile, centre, (width * scale, height * scale))), centre, min(width, height) * scale

    def _hidden(self, tile, centre, size):
        """A face that may lean, and wear something before its mouth: faces are learnt from that do neither."""
        if not self.learns:
            return tile
        if self.chance.random() < 0.5:
            tile = tile.rotate(self.chance.uniform(-25, 25), Image.Resampling.BILINEAR, center=tuple(centre))
        if self.chance.random() < 0.15:
            mask = [int(centre[0] - size[0] / 2), int(centre[1] + size[1] * 0.05), int(centre[0] + size[0] / 2), int(centre[1] + size[1] / 2)]
            ImageDraw.Draw(tile).rectangle(mask, tuple(self.chance.randrange(256) for _ in range(3)))
        return tile

    def _lit(self, image):
        """The same in another light, with other colours, or blurred: few people are learnt from."""
        if not self.learns:
            return image
        for change, least, most in ((ImageEnhance.Brightness, 0.35, 1.7), (ImageEnhance.Contrast, 0.5, 1.5), (ImageEnhance.Color, 0, 1.8)):
            image = change(image).enhance(self.chance.uniform(least, most))
        gains = [self.chance.uniform(0.75, 1.25) for _ in range(3)]
        image = Image.merge("RGB", [band.point(lambda value, gain=gain: min(255, int(value * gain))) for band, gain in zip(image.split(), gains)])
        return image.filter(ImageFilter.GaussianBlur(self.chance.uniform(0.3, 0.9))) if self.chance.random() < 0.3 else image


def scenes_in(directory):
    scenes, folder = {}, directory / "mask/real_scenes_boxes"
    with open(folder / "labels.csv", newline="") as table:
        for row in csv.DictReader(table):
            scenes.setdefault(str(folder / row["file"]), []).append([float(row[side]) for side in ("left", "top", "width", "height")])
    return scenes


def nobody_in(directory):
    with open(directory / "nobody/pictures.csv", newline="") as table:
        return sorted(directory / "nobody" / row["file"] for row in csv.DictReader(table))


def main(faces_file, directory, output):
    directory, output = Path(directory), Path(output)
    photographs, scenes, nobody = json.loads(Path(faces_file).read_text()), scenes_in(directory), nobody_in(directory)
    lines = []
    with open(output / "views.u8", "wb") as views:
        for use, count in VIEWS.items():
            composer = Composer(use, photographs, scenes, nobody)
            for _ in range(count):
                kind, image, placed = composer.view()
                views.write(np.asarray(image).tobytes())
                lines.append({"kind": kind, "use": use, "faces": placed})
    (output / "views.json").write_text(json.dumps(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
