"""What an answer is worth, part by part, and in which words that is said."""
