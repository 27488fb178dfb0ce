"""What single change to a student's own answer would make a gradient right: it names the mistake where numbers do not."""
