"""Notifies coordinators when reminders don't come, and once they come again; what happens together is one message."""

from collections.abc import Mapping

from adapters.platforms.errors import UnavailableError
from adapters.reminders.publisher import Publisher
from adapters.storage.alarm_store import AlarmStore
from adapters.storage.worker_loop import WorkerLoop
from adapters.telemetry import log, metrics

AGAIN = 30.0
"""Seconds before what nobody could be told is tried again, if the platform doesn't say how long to wait."""
WORKS = "works"
"""The reason in the log for what works again."""


class AlertWorker:
    """Sends alerts. What it has begun to tell counts as told, so that after a crash nobody is told twice."""

    def __init__(self, alarm_store: AlarmStore, publishers: Mapping[str, Publisher], look: float) -> None:
        """Prepare; nothing is told before `run`.

        Args:
            alarm_store: The store of what is to be told.
            publishers: The publishers, by account.
            look: The most seconds between two looks at the store.
        """
        self._alarm_store = alarm_store
        self._publishers = publishers
        self._loop = WorkerLoop(alarm_store, self.once, publishers, look, "alerting_failed")

    async def run(self) -> None:
        """Notify again and again, until `stop` is called; what has begun by then is finished."""
        await self._loop.run()

    def stop(self) -> None:
        """Make `run` return."""
        self._loop.stop()

    async def once(self, account: str) -> bool:
        """Notify of everything that is pending in this account, and return whether there was anything."""
        alarms = await self._alarm_store.claim(account)
        if not alarms:
            return False
        channel = account.partition(":")[0]
        try:
            reach = await self._publishers[account].alert(alarms)
        except UnavailableError as away:
            await self._alarm_store.put_back(alarms, away.delay or AGAIN)
            return True
        metrics.alerts.labels(channel, "told").inc(reach.told)
        metrics.alerts.labels(channel, "unreached").inc(len(reach.unreached))
        for trouble in sorted({alarm.trouble for alarm in alarms}):
            log.event("coordinators_alerted", channel=channel, reason=trouble or WORKS, count=reach.told)
        await self._alarm_store.note_reach(account, len(reach.unreached))
        return True
