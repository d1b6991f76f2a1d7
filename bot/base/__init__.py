"""What all rooms share: terms, errors, languages, settings, files, HTTP. Imports no other room."""
