"""What is asked: trials with inputs and right answers."""
