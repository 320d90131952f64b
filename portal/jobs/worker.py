"""The worker: answers wake-ups from the broker at once. Run as ``python -m portal.jobs.worker``."""

from types import FrameType

from redis import Redis, RedisError
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from portal import log
from portal.jobs import process, wakeups
from portal.jobs.drain import Drain
from portal.jobs.process import Stop
from portal.runtime import Runtime
from portal.wake import QUEUE, connect

_log = log.get()
# A broker that restarts is back within moments; until then the relay sweeps.
_RETRY_SECONDS = 1.0


class Answering(SimpleWorker):
    """Runs jobs in this process: no fork a job, connections stay open.

    It takes SIGTERM and SIGINT for itself while it works; told to go, it lets the drain finish
    what is being sent and take nothing new.
    """

    drain: Drain
    stop: Stop
    told_to_go = False

    def _install_signal_handlers(self) -> None:
        """Take the signals, and ask whether one came a moment before: nobody would repeat it."""
        super()._install_signal_handlers()  # type: ignore[no-untyped-call]
        if self.stop(0):
            self.told_to_go = self._stop_requested = True
            self.drain.stop()

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish what is under way and return."""
        self.told_to_go = True
        self.drain.stop()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


def work(rt: Runtime, stop: Stop) -> None:
    """Work until told to stop; when the broker goes away, wait for it."""
    drain = wakeups.begin(rt)
    connection = connect(rt.settings.redis_url)
    try:
        while not stop(0):
            worker = _worker(connection, drain, stop)
            try:
                worker.work(logging_level="WARNING")
            except (RedisError, OSError) as error:
                _log.warning("broker_away", error=str(error))
            if worker.told_to_go:
                return
            stop.listen()
            stop(_RETRY_SECONDS)
    finally:
        drain.close()
        connection.close()


def _worker(connection: Redis, drain: Drain, stop: Stop) -> Answering:
    worker = Answering(
        [Queue(QUEUE, connection=connection, serializer=JSONSerializer)],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=30,
        maintenance_interval=60,
    )
    worker.drain, worker.stop = drain, stop
    return worker


if __name__ == "__main__":
    process.run("worker", work)
