"""What can be seen in the text of an answer: each habit is a question of a `Text` that is answered with yes or no."""
