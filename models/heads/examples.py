"""What each head learns from: labelled faces of several sets of photographs."""

from pathlib import Path

from data import Examples, rows, scene_labels

GENDERS = {"female": 0, "male": 1}
GLASSES = ["none", "regular", "sunglasses"]
MASKS = ["none", "worn", "incorrect"]


def age_examples(faces, directory):
    examples = Examples()
    for row in rows(directory, "age_gender/utkface/labels.csv"):
        examples.add(faces.largest_of(row["file"], "margin"), float(row["age"]), row["file"], kind=row["gender"] + row["age"])
    return examples.arrays()


def gender_examples(faces, directory):
    examples = Examples()
    for row in rows(directory, "age_gender/utkface/labels.csv"):
        old_enough = int(row["age"]) >= 13
        if old_enough:
            examples.add(faces.largest_of(row["file"], "margin"), GENDERS[row["gender"]], row["file"], kind=row["age"])
    for row in rows(directory, "beauty/scut_fbp5500/labels.csv"):
        examples.add(faces.largest_of(row["file"]), GENDERS[row["gender"]], row["file"], weight=0.5, judged=False)
    return examples.arrays()


def lfw_examples(faces, directory, attribute, classes):
    examples = Examples()
    for row in rows(directory, f"lfw/{attribute}.csv"):
        examples.add(faces.largest_of(row["file"]), classes.index(row[attribute]), row["identity"])
    return examples


def glasses_examples(faces, directory):
    examples = lfw_examples(faces, directory, "glasses", GLASSES)
    for row in rows(directory, "mask/synthetic_ffhq/labels.csv"):  # the labels are a machine's
        if row["glasses"] in GLASSES:
            examples.add(faces.largest_of(row["file"]), GLASSES.index(row["glasses"]), row["file"], weight=0.2, judged=False)
    return examples.arrays()


def hat_examples(faces, directory):
    return lfw_examples(faces, directory, "hat", ["none", "hat"]).arrays()


def mask_examples(faces, directory):
    examples = Examples()
    for change in ("clean", "mirror"):
        judged = change == "clean"
        for row in rows(directory, "mask/real_crops/labels.csv"):
            examples.add(faces.largest_of(row["file"], change), MASKS.index(row["mask"]), row["file"], judged=judged, kind="crop")
        for place, row in scene_labels(faces, directory, change):
            size = "scene from 32 px" if row["least"] >= 32 else "scene"
            examples.add(place, MASKS.index(row["mask"]), row["file"], judged=judged, kind=size)
        for row in rows(directory, "mask/synthetic_ffhq/labels.csv"):
            examples.add(faces.largest_of(row["file"], change), MASKS.index(row["mask"]), row["file"], judged=judged, kind="drawn")
    for photograph in sorted({line["photograph"] for line in faces.lines if line["photograph"].startswith("lfw/")})[::3]:
        examples.add(faces.largest_of(photograph), 0, photograph, kind="LFW")
    return examples.arrays()


def beauty_examples(faces, directory):
    examples = Examples()
    for change in ("clean", "mirror"):
        for row in rows(directory, "beauty/scut_fbp5500/labels.csv"):
            score = 25 * (float(row["beauty_1to5"]) - 1)
            examples.add(faces.largest_of(row["file"], change), score, row["file"], judged=change == "clean", kind=row["group"])
    return examples.arrays()


def person_of(photograph):
    """Whose photograph of LFW it is."""
    return Path(photograph).stem.rsplit("_", 1)[0]


def lfw_faces(faces):
    """The place of the largest face of each of LFW's photographs."""
    photographs = sorted({line["photograph"] for line in faces.lines if line["photograph"].startswith("lfw/")})
    return [faces.largest_of(photograph) for photograph in photographs]


def by_person(faces, places):
    """The places of each person who has several."""
    people = {}
    for place in places:
        people.setdefault(person_of(faces.lines[place]["photograph"]), []).append(place)
    return [several for several in people.values() if len(several) > 1]


def recognition_examples(faces, embeddings):
    """The label is a face's mean cosine with the other photographs of the person."""
    examples = Examples()
    for person in by_person(faces, lfw_faces(faces)):
        cosines = embeddings[person] @ embeddings[person].T
        for i, place in enumerate(person):
            photograph = faces.lines[place]["photograph"]
            examples.add(place, (cosines[i].sum() - 1) / (len(person) - 1), person_of(photograph), kind=photograph)
    return examples.arrays()
