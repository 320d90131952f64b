"""What papers are handed in as: the original, a certified copy, a copy, a photo."""
