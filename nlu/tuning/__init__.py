"""Tunes the upper layers of the encoder to what strangers wrote: `make encoder`. PyTorch is needed here alone."""
