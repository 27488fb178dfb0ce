"""A trusted worker process for each core, each with a sandbox of its own; who dies is replaced."""
