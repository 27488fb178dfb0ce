"""Random inputs, numerical gradients, comparison."""

ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")}
"""What keeps arithmetic to one thread, in the environment of a process that loads numpy."""
