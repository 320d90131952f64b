"""Uploads that may break off and go on later: begun, sent piece by piece, made an attachment."""
