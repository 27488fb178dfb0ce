"""What several formats need: what is exported, whose it is, how it is said, sheets that are filled in."""
