"""The contract kit: proves against a live system that it keeps the published contract.

Tests run it, operators run it before a partner goes live, and so can the partner's vendor. It
works with practice dossiers only, which are marked as rehearsal.
"""
