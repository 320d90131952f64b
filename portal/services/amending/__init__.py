"""Amendments (sửa nội dung đã khai): what a citizen puts right when an agency asks field by field.

What was submitted stays as it was sealed. Each amendment stands in the private part of the event
by which it was sent, and is laid over what stood before wherever a dossier's content is read.
"""
