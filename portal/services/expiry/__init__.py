"""Drafts whose time is running out: whom to tell, and when they may be erased."""
