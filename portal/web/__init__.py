"""HTTP in and out, a folder per audience."""
