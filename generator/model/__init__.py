"""What the records mean, once they are read."""
