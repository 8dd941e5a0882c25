"""Writes scores.npz (features, probabilities, activations) and scores.json (what others compute of them), beside this file.

    pip install numpy scipy torch pytorch-fid torch-fidelity lpips
    python record.py
"""
import json
import os
from importlib.metadata import version

import numpy as np
import scipy.linalg
import torch
from lpips import normalize_tensor, spatial_average
from pytorch_fid.fid_score import calculate_frechet_distance
from torch_fidelity.metric_isc import isc_features_to_metric
from torch_fidelity.metric_kid import kernel_mmd

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(9)
n, d, few, classes, outputs = 200, 64, 40, 10, 10
# like features after a ReLU: 0 or more, correlated, of other means and covariances
mix = rng.normal(size=(d, d)) / 8
real = np.maximum(rng.normal(size=(n, d)) @ mix + .3, 0).astype(np.float32)
generated = np.maximum(rng.normal(size=(n, d)) @ (mix + rng.normal(size=(d, d)) / 20) + .4, 0).astype(np.float32)
logits = (2 * rng.normal(size=(n, classes))).astype(np.float32)
shapes = [(3, 5, 6, 6), (3, 7, 3, 3)]
x, y = ([np.maximum(rng.normal(size=s), 0).astype(np.float32) for s in shapes] for _ in range(2))
weights = [rng.uniform(size=s[1]).astype(np.float32) for s in shapes]


def gaussian(rows):
    rows = rows.astype(np.float64)
    return rows.mean(axis=0), np.cov(rows, rowvar=False)


def by_scipy(r, g):
    (a, s), (b, t) = gaussian(r), gaussian(g)
    root = scipy.linalg.sqrtm(s @ t).real
    return (a - b) @ (a - b) + np.trace(s) + np.trace(t) - 2 * np.trace(root)


def lpips_of(x, y):  # the package's forward, on these activations and weights
    total = 0
    for a, b, w in zip(x, y, weights):
        a, b, w = (torch.from_numpy(v).double() for v in (a, b, w))
        gap = (normalize_tensor(a) - normalize_tensor(b)) ** 2
        total = total + spatial_average(torch.nn.functional.conv2d(gap, w.reshape(1, -1, 1, 1)), keepdim=True)
    return total.flatten().tolist()


def conditional():  # MUNIT's CIS by its formula: inputs of 10 outputs each
    p = torch.from_numpy(logits).double().softmax(1).numpy().reshape(-1, outputs, classes)
    mean = p.mean(axis=1, keepdims=True)
    return float((p * np.log(p / mean)).sum(axis=2).mean())


def dipd():
    norm = lambda v: torch.nn.functional.instance_norm(torch.from_numpy(v).double())
    return ((norm(x[0]) - norm(y[0])) ** 2).mean(dim=(1, 2, 3)).tolist()


doubles = [v.astype(np.float64) for v in (real, generated)]
numbers = {
    "versions": {p: version(p) for p in ("numpy", "scipy", "torch", "pytorch-fid", "torch-fidelity", "lpips")},
    "frechet_pytorch_fid": float(calculate_frechet_distance(*gaussian(real), *gaussian(generated))),
    "frechet_scipy": float(by_scipy(real, generated)),
    "frechet_few_pytorch_fid": float(calculate_frechet_distance(*gaussian(real[:few]), *gaussian(generated[:few]))),
    "frechet_few_scipy": float(by_scipy(real[:few], generated[:few])),
    "kernel_torch_fidelity": float(kernel_mmd(*doubles)),  # its defaults are the cubic kernel
    "inception_score_torch_fidelity": float(
        isc_features_to_metric(torch.from_numpy(logits), 1, False)["inception_score_mean"]),
    "cis": conditional(),
    "lpips": lpips_of(x, y),
    "dipd": dipd(),
}
np.savez_compressed(
    os.path.join(here, "scores.npz"), real=real, generated=generated, logits=logits, x0=x[0], x1=x[1], y0=y[0], y1=y[1],
    w0=weights[0], w1=weights[1])
with open(os.path.join(here, "scores.json"), "w") as out:
    json.dump(numbers, out, indent=1)
    out.write("\n")
