"""Files of our own store on their way out: never more than announced, and never damaged unseen."""

import hashlib
from collections.abc import Iterator

from connectors.errors import Reason, Rejected, Unavailable
from connectors.messages import File


def checked(file: File) -> Iterator[bytes]:
    """Give a file's bytes, never more than announced, and fail if they are not what was promised.

    :raises Rejected: if our own copy differs in size or hash: somebody has to look at our store.
    :raises Unavailable: if our own store cannot be read just now.
    """
    digest, count = hashlib.sha256(), 0
    try:
        for chunk in file.open():
            count += len(chunk)
            if count > file.size:
                break
            digest.update(chunk)
            yield chunk
    except OSError as error:
        raise Unavailable(f"our own file store cannot be read ({error})") from error
    if count != file.size or digest.hexdigest() != file.sha256:
        reason = Reason(f"files.{file.id}", "our copy differs from what was received")
        raise Rejected("a stored file is damaged", reasons=(reason,))
