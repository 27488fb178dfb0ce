"""From solutions/ to assignments/."""
