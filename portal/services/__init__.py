"""One deed a file: session first, never commits, never calls out."""
