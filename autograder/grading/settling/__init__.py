"""What concerns a student beside what was handed in: lateness, extensions, what is excused, what people gave by hand."""
