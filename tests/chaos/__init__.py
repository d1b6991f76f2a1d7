"""Kills and troubles at random, then a count of everything: `make chaos`."""
