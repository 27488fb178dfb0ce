"""Packages that code imports and a course does not have: told by their name, not by the names that are missing then."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.notebook.code import code
from autograder.sandbox.protocol import Raised

LIBRARIES = frozenset(
    [
        "autograd",
        "cupy",
        "cv2",
        "dask",
        "datasets",
        "einops",
        "flax",
        "gensim",
        "h5py",
        "huggingface_hub",
        "imageio",
        "jax",
        "joblib",
        "keras",
        "lightgbm",
        "lightning",
        "mpmath",
        "networkx",
        "nltk",
        "numba",
        "numexpr",
        "opt_einsum",
        "optax",
        "pandas",
        "PIL",
        "plotly",
        "polars",
        "pyarrow",
        "pytorch_lightning",
        "requests",
        "scipy",
        "skimage",
        "sklearn",
        "spacy",
        "statsmodels",
        "sympy",
        "tensorflow",
        "theano",
        "timm",
        "tokenizers",
        "torch",
        "torchaudio",
        "torchtext",
        "torchvision",
        "transformers",
        "wandb",
        "xarray",
        "xgboost",
        "yaml",
    ]
)
"""Packages that learners import, by the name of the import; any other one is taken for a file of the student's own."""


def package_behind(error: Raised, cells: tuple[str, ...]) -> str | None:
    """The package that a name comes from which is not known, or that could not be imported; None where it is none of those."""
    if error.type_name in ("ModuleNotFoundError", "ImportError"):
        names = {error.name}
    elif error.type_name in ("NameError", "UnboundLocalError"):
        names = {module for name, module in _imported(cells) if name == error.name}
    else:
        return None
    tops = {name.partition(".")[0] for name in names}
    return min(tops & LIBRARIES, default=None)


def _imported(cells: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each name that an import of the cells gives, and the module it comes from."""
    for node in (node for cell in cells for node in code(cell).nodes):
        if isinstance(node, ast.ImportFrom):
            yield from ((one.asname or one.name, node.module or "") for one in node.names)
        elif isinstance(node, ast.Import):
            yield from ((one.asname or one.name.partition(".")[0], one.name) for one in node.names)
