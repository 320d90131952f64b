"""What is not read at all, and how much of anything is read at most."""

from connectors.errors import Unreadable

# More than the communes of the country (3,321), fewer than anybody has a reason to name.
MOST_RECIPIENTS = 5_000
MOST_ENCLOSURES = 500
MOST_ELEMENTS = 100_000
DEEPEST = 32
# A tag or a comment at a stretch, in bytes: it is held in memory until it ends, and read from its
# beginning with each piece that comes.
LONGEST_MARKUP = 1024 * 1024
# What a document is known by, in characters: the standard's own are far shorter, and keys of a
# database have an end.
LONGEST_ID = 300
# All text of the envelope together, in characters; files are apart.
MOST_TEXT = 4_000_000
# All files of a package together, unpacked, in bytes.
MOST_BYTES = 1024 * 1024 * 1024


def refused(where: str, said: str) -> Unreadable:
    """Word why a package is not read: the element it is about, Vietnamese and English in one."""
    return Unreadable({where: [said]})
