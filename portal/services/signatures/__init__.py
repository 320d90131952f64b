"""Digital signatures in PDFs (chữ ký số): found, verified offline, never trusted by themselves."""

CPU_SECONDS = 10
"""What the process that examines one PDF may take of a processor."""
