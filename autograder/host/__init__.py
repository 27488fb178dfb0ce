"""The trusted end of the sandbox."""
