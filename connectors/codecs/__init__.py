"""Bytes in, values out: the ways of writing that several partners share."""
