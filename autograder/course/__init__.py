"""course.yml, read into the model."""
