"""What people read, by key and language."""
