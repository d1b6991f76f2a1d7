"""What this project adds to Rasa's own components. Rasa finds it through PYTHONPATH."""
