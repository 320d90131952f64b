"""Backups of the default store, and the way back from one."""
