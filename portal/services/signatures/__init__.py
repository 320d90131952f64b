"""Digital signatures in PDFs (chữ ký số): found, verified offline, never trusted by themselves."""
