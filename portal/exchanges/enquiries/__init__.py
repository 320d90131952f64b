"""Tells of questions and complaints: whoever wrote one, and the national portal."""
