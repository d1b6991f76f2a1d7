"""What Rasa serves conversations with; the model knows nothing of it."""
