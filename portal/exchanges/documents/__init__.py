"""Talks with axes: fetching what waits there, sending what was promised."""
