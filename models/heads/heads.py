"""The models behind the heads' columns: each gives weights over all values of a face, and a bias."""

import numpy as np

from data import blocks
from linear import LeastAbsolute, Logistic, Ridge

EMBEDDING = "face_features/embedding"
LAYERS = ["face_features/layer_5", "face_features/layer_9", "face_features/layer_11"]


class Blocks:
    """Some blocks of the values, each counting alike, whatever its length."""

    def __init__(self, used):
        places = blocks()
        scale = np.zeros(max(place.stop for place in places.values()))
        for block in used:
            place = places[block]
            scale[place] = 1 / np.sqrt((place.stop - place.start) * len(used))
        self.some = scale > 0
        self.scale = scale[self.some]

    def of(self, values):
        return values[:, self.some] * self.scale

    def spread(self, weights):
        """Weights of these values as weights of all."""
        full = np.zeros((len(self.some), weights.shape[1]))
        full[self.some] = weights * self.scale[:, None]
        return full


class Head:
    """A linear model on some blocks of the values."""

    def __init__(self, model, used):
        self.model = model
        self.used = used

    def fit(self, values, labels, weights, fitted=None):
        """(weights over all values, bias) for standardised values. `fitted`: the same of the columns before, by name."""
        used = Blocks(self.used)
        solution, bias = self.model.fit(used.of(values), labels, weights)
        return used.spread(solution), bias


class AgeHead:
    """The age network's own answer, rectified, and what the recognition feature adds to it."""

    def fit(self, values, labels, weights, fitted=None):
        first, bias = Head(LeastAbsolute(), ["age_gender/age"]).fit(values, labels, weights)
        rest = labels - (values @ first + bias)[:, 0]
        second, middle = Head(Ridge(10), [EMBEDDING]).fit(values, rest, weights)
        return first + second, bias + middle


def signs(gender_logits):
    """1 for a man, -1 for a woman: 2 * probability of male - 1."""
    return np.tanh(gender_logits / 2)


class BeautyHead:
    """Two columns, beauty = first + sign * second, the sign being 1 for a man, -1 for a woman and between them in doubt."""

    PART = 0.3  # how much the second column counts in the kernel
    CONSTANT = 0.3  # an input besides, so that men and women may differ on average

    def __init__(self, model, used):
        self.model = model
        self.used = used

    def fit(self, values, labels, weights, fitted=None):
        used = Blocks(self.used)
        inputs = np.c_[used.of(values), np.full(len(values), self.CONSTANT)]
        both = np.c_[inputs, np.sqrt(self.PART) * signs(values @ fitted["male"][0] + fitted["male"][1]) * inputs]
        solution, bias = self.model.fit(both, labels, weights)
        first, second = np.split(solution[:, 0], 2)
        columns = np.c_[first, np.sqrt(self.PART) * second]
        return used.spread(columns[:-1]), np.array([bias[0], 0]) + self.CONSTANT * columns[-1]


# First column: model. Values and penalties were chosen by cross-validation (models/cards/attribute_heads.md). Beauty comes after male.
HEADS = {
    "age": AgeHead(),
    "male": Head(Logistic(0.1), ["face_features/gender", "age_gender/gender"]),
    "smile": Head(Logistic(30), ["expression/expressions", "expression/pooled", "emotion/emotions", "emotion/layer"]),
    "no_glasses": Head(Logistic(100), [*LAYERS[1:], EMBEDDING]),
    "hat": Head(Logistic(100), ["face_features/top_9", "face_features/top_11"]),
    "no_mask": Head(Logistic(100), [*LAYERS, EMBEDDING, "age_gender/layer"]),
    "beauty": BeautyHead(Ridge(0.5), [*LAYERS, "face_features/layer_13", "face_features/age", "age_gender/age", "age_gender/layer"]),
    "recognition": Head(Ridge(0.3), [EMBEDDING, *LAYERS, "face_features/layer_13"]),
}
