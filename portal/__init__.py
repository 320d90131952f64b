"""Liên Thông: the portal citizens, officers and operators use, and the way a dossier (hồ sơ) goes."""
