"""What plugs into nbgrader: its commands and web pages, with our engine underneath. Named in nbgrader_config.py."""
