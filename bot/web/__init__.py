"""Web pages for people who work with the programme: sign-in, sessions, layout, headers, limits."""
