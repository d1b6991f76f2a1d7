"""The command line: one module for each subject, and in `common` what they share."""
