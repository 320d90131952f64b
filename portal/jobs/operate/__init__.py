"""What an operator does on the command line, one subject a file."""
