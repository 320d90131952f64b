"""Choosing how a result comes back, and seeing where its parcel is."""
