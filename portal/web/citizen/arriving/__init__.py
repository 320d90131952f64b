"""Citizens who come from the national portal."""
