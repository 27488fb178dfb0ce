"""What was handed in, from whatever layout it comes in: whose it is, when it came, and what was not taken."""
