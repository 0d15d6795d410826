"""What measures speed and size; never a timed test."""
