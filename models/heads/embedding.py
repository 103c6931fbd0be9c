"""The embedding, face_features' feature standardised, and what it is worth to people of whom its standardisation knows nothing."""

import numpy as np

from data import blocks
from examples import by_person, lfw_faces, person_of
from heads import EMBEDDING

MOST_DEVIATIONS = 2  # as models/convert/heads.ts; chosen on held-out halves (models/cards/attribute_heads.md)
FALSE_ACCEPTS = 0.01
DIVISIONS = 5


def _features(faces):
    return faces.values[:, blocks()[EMBEDDING]]


def feature_statistics(faces, kept):
    """The recognition feature's mean over many people, and one over its deviation within a person."""
    features = _features(faces)
    lfw = [place for place in lfw_faces(faces) if kept[place]]
    one_each = [place for place, line in enumerate(faces.lines) if kept[place] and line["change"] == "margin"]
    clean = [place for place, line in enumerate(faces.lines) if kept[place] and line["change"] == "clean" and line["photograph"].startswith("beauty/")]
    people = by_person(faces, lfw)
    offsets = np.concatenate([features[person] - features[person].mean(0) for person in people])
    variance = (offsets**2).sum(0) / sum(len(person) - 1 for person in people)
    # Added to every deviation, so that a number that is nearly always 0 does not count for much when it is not.
    return features[lfw + one_each + clean].mean(0), 1 / (np.sqrt(variance) + 0.05)


def embedded(features, statistics, most=MOST_DEVIATIONS):
    """The embeddings of features."""
    mean, sharpness = statistics
    return np.clip((features - mean) * sharpness, -most, most)


def directions(faces, statistics, most=MOST_DEVIATIONS):
    """Every face's embedding, of length 1: products of two are cosines."""
    embeddings = embedded(_features(faces), statistics, most)
    return embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)


def held_out_shares(faces):
    """How well people are told apart whom the standardisation never saw: LFW's are divided into halves at random, several times, and each half is judged by
    the standardisation of the other. {figure: a share for each person of whom there are several photographs}, of all pairs of the person's photographs, the
    means over the divisions. Strangers are all pairs of two people of the half."""
    places = lfw_faces(faces)
    who = {place: person_of(faces.lines[place]["photograph"]) for place in places}
    people = sorted(set(who.values()))
    accepted, right = {}, {}
    for division in range(DIVISIONS):
        drawn = set(np.random.default_rng(division).permutation(people)[: len(people) // 2])
        cosines = {}
        for half in (True, False):
            kept = np.array([place not in who or (who[place] in drawn) != half for place in range(len(faces.lines))])
            judged = [place for place in places if (who[place] in drawn) == half]
            cosines[half] = _cosines(directions(faces, feature_statistics(faces, kept)), judged, [who[place] for place in judged])
        for half in (True, False):
            same, strangers = cosines[half]
            rejecting = np.quantile(strangers, 1 - FALSE_ACCEPTS)
            threshold = _best_threshold(*cosines[not half])
            for person, values in same.items():
                accepted.setdefault(person, []).append(np.mean(values > rejecting))
                right.setdefault(person, []).append((np.mean(values > threshold) + np.mean(strangers <= threshold)) / 2)
    return {
        "true accepts at 1 % false ones": [np.mean(shares) for shares in accepted.values()],
        "accuracy": [np.mean(shares) for shares in right.values()],
    }


def _cosines(embeddings, places, names):
    """({person: cosines of all pairs of the person's}, cosines of all pairs of two people)."""
    cosines = embeddings[places] @ embeddings[places].T
    names = np.array(names)
    one, other = np.triu_indices(len(places), 1)
    values, of_one = cosines[one, other], names[one] == names[other]
    people = names[one][of_one]
    return {person: values[of_one][people == person] for person in np.unique(people)}, values[~of_one]


def _best_threshold(same, strangers):
    """By which people, each counting alike, and strangers are judged rightly most often."""
    tried = np.quantile(strangers, np.linspace(0.9, 0.9999, 500))
    right = [np.mean([np.mean(values > threshold) for values in same.values()]) + np.mean(strangers <= threshold) for threshold in tried]
    return tried[np.argmax(right)]
