"""The rehearsal (diễn tập): a citizen's whole journey, played over HTTP against a running system.

It knows pages, forms and files as any browser does, and nothing of services or the database: what
it proves is what a citizen would have seen.
"""
