"""The worker: answers wake-ups from the broker at once. Run as ``python -m portal.jobs.worker``."""

from redis import Redis, RedisError
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from portal import log
from portal.jobs import process, wakeups
from portal.jobs.process import Stop
from portal.runtime import Runtime
from portal.wake import QUEUE, connect

_log = log.get()
# A broker that restarts is back within moments; until then the relay sweeps.
_RETRY_SECONDS = 1.0


def work(rt: Runtime, stop: Stop) -> None:
    """Work until told to stop; when the broker goes away, wait for it."""
    drain = wakeups.begin(rt)
    connection = connect(rt.settings.redis_url)
    try:
        while not stop(0):
            try:
                _worker(connection).work(logging_level="WARNING")
                return
            except (RedisError, OSError) as error:
                _log.warning("broker_away", error=str(error))
                stop.listen()
                stop(_RETRY_SECONDS)
    finally:
        drain.close()


def _worker(connection: Redis) -> SimpleWorker:
    """Make a worker that runs jobs in this process: no fork a job, connections stay open.

    It handles SIGTERM by itself while it works, and returns.
    """
    queue = Queue(QUEUE, connection=connection, serializer=JSONSerializer)
    return SimpleWorker(
        [queue],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=30,
        maintenance_interval=60,
    )


if __name__ == "__main__":
    process.run(work)
