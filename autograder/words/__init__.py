"""What people read, by key and language: a folder of YAML a language (`en/`, `ko/`), and the code that reads and fills it."""
