"""Packages that learners import, by the name of the import; any other one is taken for a file of the student's own."""

# fmt: off
LIBRARIES = frozenset((
    "autograd", "cupy", "cv2", "dask", "datasets", "einops", "flax", "gensim", "h5py",
    "huggingface_hub", "imageio", "jax", "joblib", "keras", "lightgbm", "lightning", "mpmath",
    "networkx", "nltk", "numba", "numexpr", "opt_einsum", "optax", "pandas", "PIL", "plotly",
    "polars", "pyarrow", "pytorch_lightning", "requests", "scipy", "skimage", "sklearn", "spacy",
    "statsmodels", "sympy", "tensorflow", "theano", "timm", "tokenizers", "torch", "torchaudio",
    "torchtext", "torchvision", "transformers", "wandb", "xarray", "xgboost", "yaml",
))
