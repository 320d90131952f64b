"""Liên Thông: the portal that people use, and the way a dossier (hồ sơ) goes."""
