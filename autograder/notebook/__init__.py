"""Files that students hand in, as cells of Python."""
