"""Hints to workers that something is due. A hint may be lost; the promise in the database is not.

Jobs are named by string, so that this room, below all others, needs to import none of them.
"""

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from portal import log

QUEUE = "wake"
DRAIN = "portal.jobs.wakeups.drain"
# A hint that is under way already need not be given again; one that was lost is forgotten soon.
_PENDING_SECONDS = 5

_log = log.get()


def connect(url: str) -> Redis:
    """Connect to the broker; calls fail at once rather than hold up a citizen."""
    return Redis.from_url(
        url,
        socket_connect_timeout=0.5,
        socket_timeout=2,
        retry=Retry(NoBackoff(), 0),
    )


class Wake:
    """Puts wake-ups on the queue, at most one of a name at a time."""

    def __init__(self, url: str) -> None:
        self._redis = connect(url)
        self._queue = Queue(QUEUE, connection=self._redis, serializer=JSONSerializer)

    def __call__(self, name: str) -> None:
        """Wake whoever drains ``name``. With the broker down this only logs: the relay sweeps."""
        try:
            if self._redis.set(pending(name), 1, nx=True, ex=_PENDING_SECONDS):
                # No time limit: a drain ends when nothing is due, or when its process is to stop.
                self._queue.enqueue(DRAIN, name, result_ttl=0, failure_ttl=3600, job_timeout=-1)
        except (RedisError, OSError) as error:
            _log.warning("wake_up_not_sent", queue=name, error=str(error))

    def close(self) -> None:
        """Let go of all connections."""
        self._redis.close()

    def begun(self, name: str) -> None:
        """Say that a drain has begun, so that what is committed from now on wakes another."""
        try:
            self._redis.delete(pending(name))
        except (RedisError, OSError) as error:
            _log.warning("wake_up_not_cleared", queue=name, error=str(error))


def pending(name: str) -> str:
    """Name the mark that says a wake-up is under way."""
    return f"lienthong:wake:{name}"
