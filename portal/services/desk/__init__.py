"""The desk (Bộ phận Một cửa): an agency's system for agencies that have none.

It is a connector like the others: dossiers are handed to it as to any agency, and what officers do
comes back as news, through the same door.
"""
