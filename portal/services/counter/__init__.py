"""Dossiers that come in on paper, over the counter or by post: an officer enters them.

They go through the same forms, checks and submission as those of citizens; no account is needed.
"""
