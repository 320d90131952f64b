"""Talks with the national public service portal."""
