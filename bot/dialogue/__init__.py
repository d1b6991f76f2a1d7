"""Rasa: its client, its process, its model, and the actions that it calls back."""
