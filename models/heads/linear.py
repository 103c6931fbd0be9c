"""Linear models of many values from few examples, solved among the examples (the kernel's side), so that a fit takes seconds."""

import numpy as np
from sklearn.linear_model import LogisticRegression


class Ridge:
    """Least squares with a penalty on the weights' length."""

    def __init__(self, penalty):
        self.penalty = penalty

    def fit(self, inputs, targets, weights):
        middle = np.average(targets, weights=weights)
        root = np.sqrt(weights)
        scaled = inputs * root[:, None]
        kernel = scaled @ scaled.T + self.penalty * np.eye(len(scaled))
        return (scaled.T @ np.linalg.solve(kernel, root * (targets - middle)))[:, None], np.array([middle])


class LeastAbsolute:
    """The least absolute error, by reweighted least squares; for few inputs."""

    def fit(self, inputs, targets, weights):
        inputs = np.c_[inputs, np.ones(len(inputs))]
        error = np.ones(len(targets))
        for _ in range(60):
            share = weights / np.maximum(np.abs(error), 1)
            solution = np.linalg.solve(inputs.T @ (share[:, None] * inputs), inputs.T @ (share * targets))
            error = targets - inputs @ solution
        return solution[:-1, None], solution[-1:]


class Logistic:
    """Logistic regression; a column for two classes, a column a class for more."""

    def __init__(self, inverse_penalty, even=True):
        self.inverse_penalty = inverse_penalty
        self.even = even  # every class counts alike, however many examples it has

    def fit(self, inputs, labels, weights):
        kernel = inputs @ inputs.T
        values, vectors = np.linalg.eigh(kernel)
        kept = values > 1e-6 * values[-1]
        basis = inputs.T @ (vectors[:, kept] / np.sqrt(values[kept]))  # orthonormal, spanning the examples
        model = LogisticRegression(C=self.inverse_penalty, max_iter=5000, class_weight="balanced" if self.even else None)
        model.fit(inputs @ basis, labels, sample_weight=weights)
        return basis @ model.coef_.T, model.intercept_
