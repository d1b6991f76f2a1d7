"""A process of the assistant: every part built once, started in order, and stopped in the reverse order."""
