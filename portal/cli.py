"""The ``portal`` command: each of its commands is imported when it is asked for, and no other."""

from importlib import import_module

import click

# One line a command: its name, and the module and attribute that hold it.
COMMANDS = {
    "run": "portal.jobs.supervise.command:command",
    "migrate": "portal.jobs.operate.base:migrate",
    "furnish": "portal.jobs.operate.base:furnish",
    "forms": "portal.jobs.operate.forms:command",
    "agency": "portal.jobs.operate.agency:command",
    "operator": "portal.jobs.operate.operator:command",
    "officer": "portal.jobs.operate.officer:command",
    "outbox": "portal.jobs.operate.outbox:command",
    "alarm": "portal.jobs.operate.alarm:command",
    "backup": "portal.jobs.operate.keeping:backup",
    "restore": "portal.jobs.operate.keeping:restore",
    "reconcile": "portal.jobs.operate.reconcile:command",
    "documents": "portal.jobs.operate.documents:command",
    "national": "portal.jobs.operate.national:command",
    "connector": "portal.jobs.operate.connector:command",
    "payments": "portal.jobs.operate.payments:command",
    "reports": "portal.jobs.operate.reports:command",
    "progress": "portal.jobs.operate.progress:command",
    "demo": "portal.jobs.operate.demo:command",
    "rehearse": "portal.rehearsal.command:command",
}


class Commands(click.Group):
    """The commands by name; a portal starts half a second sooner for not importing them all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names, in the order they are written down."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Commands)
def main() -> None:
    """Run and look after a Liên Thông portal."""
