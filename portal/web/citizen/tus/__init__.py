"""Uploads that go on where they broke off: a server of the tus protocol, version 1.0.

https://tus.io/protocols/resumable-upload
"""
