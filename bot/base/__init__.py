"""What every room needs and none is about: terms, errors, languages, settings, files, HTTP. Knows no other room."""
