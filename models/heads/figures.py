"""Figures with their 95 % intervals."""

import numpy as np


def interval(count, statistic, resamplings=1000):
    """'value [low - high]' of a statistic of places, by the percentile bootstrap over examples."""
    random = np.random.default_rng(1)
    values = [statistic(random.integers(0, count, count)) for _ in range(resamplings)]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return f"{statistic(np.arange(count)):.3f} [{low:.3f} - {high:.3f}]"


def mean(values):
    """Of hits, 0 or 1 each, it is their share."""
    values = np.asarray(values, dtype=float)
    return interval(len(values), lambda some: values[some].mean())


def macro_f1(truth, answer, classes):
    def statistic(some):
        t, a = truth[some], answer[some]
        return np.mean([2 * np.sum((t == c) & (a == c)) / max(1, np.sum(t == c) + np.sum(a == c)) for c in range(classes)])

    return interval(len(truth), statistic)


def balanced_accuracy(truth, answer, classes):
    return interval(len(truth), lambda some: np.nanmean([(answer[some][truth[some] == c] == c).mean() if (truth[some] == c).any() else np.nan for c in range(classes)]))


def correlation(truth, answer):
    return interval(len(truth), lambda some: np.corrcoef(truth[some], answer[some])[0, 1])
