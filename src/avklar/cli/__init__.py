"""The command `avklar`. One file per group of commands; Django is loaded only by the command that needs it.

Exit codes: 0 all well, 1 a fault was found, 2 wrong usage, 3 a setting, key or database is missing or wrong.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from avklar.cli.words import gettext as _

FAULT = 1
CANNOT_START = 3

# name → module and command; imported when named, or all of them for the list of `--help`
COMMANDS = {
    "serve": "serve:serve",
    "worker": "worker:worker",
    "tick": "worker:tick",
    "prepare": "prepare:prepare",
    "demo": "demo:demo",
    "check": "check:check",
    "journal": "journal:journal",
    "keys": "keys:keys",
    "retention": "retention:retention",
    "organisations": "organisations:organisations",
    "statistics": "statistics:statistics",
    "contacts": "contacts:contacts",
    "bounces": "bounces:bounces",
    "routes": "papers:routes",
    "papers": "papers:papers",
}


class House(click.Group):
    """The commands of the house, each in a file of its own."""

    def list_commands(self, context: click.Context) -> list[str]:
        """In the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command called `name`, or None."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(f"avklar.cli.{module}"), attribute)
        return command


@click.group(
    cls=House,
    help=_("Avklar: tidlig og lovlig forebygging, sammen."),
    epilog=_(
        "Avslutningskoder: 0 alt i orden, 1 feil funnet, 2 feil bruk, 3 innstilling, nøkkel eller database mangler."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def avklar() -> None:
    """The group itself does nothing."""


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        avklar(prog_name="avklar", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except SystemExit as end:
        return _ended(end)
    return 0


def _ended(end: SystemExit) -> int:
    """A sentence instead of a number means that Avklar could not start (settings, key, database)."""
    if isinstance(end.code, str):
        click.echo(end.code, err=True)
        return CANNOT_START
    return end.code or 0


if __name__ == "__main__":
    sys.exit(main())
