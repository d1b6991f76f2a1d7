"""The command line: one module a subject, and what they share in `common`."""
