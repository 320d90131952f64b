"""The national portal of the sandbox: strict about every field, and it remembers everything."""
