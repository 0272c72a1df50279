"""`avklar keys`: a new key file, rotation of all wrapping keys, and the sweep of keys without a record."""

from __future__ import annotations

from pathlib import Path

import click

from avklar.cli import CANNOT_START, ready
from avklar.cli.words import gettext as _
from avklar.cli.words import gettext_noop

STEP_NAMES = {
    "master": gettext_noop("Installasjonens nøkkel"),
    "organisations": gettext_noop("Virksomhetenes nøkler"),
    "records": gettext_noop("Postenes nøkler"),
    "finish": gettext_noop("Rydder"),
}


@click.group(help=_("Nøklene: lag, bytt og rydd."))
def keys() -> None:
    """The group itself does nothing."""


@keys.command(help=_("Lag en ny nøkkelfil. Skriver aldri over en som finnes."))
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def new(path: Path) -> None:
    """Make a key file with one random key, mode 0600."""
    ready.load()
    from avklar.foundation.vault import masterkeys
    from avklar.foundation.vault.errors import VaultUnusable

    try:
        masterkeys.create_key_file(path)
    except VaultUnusable as error:
        click.echo(str(error), err=True)
        raise SystemExit(CANNOT_START) from None
    click.echo(_("Nøkkelfilen %(path)s er laget.") % {"path": path})


@keys.command(help=_("Bytt alle nøkler som pakker inn andre. Kan avbrytes og kjøres igjen."))
def rotate() -> None:
    """Rotate, or finish a rotation that was cut off."""
    ready.verified()
    from avklar.foundation.vault import rotation
    from avklar.foundation.vault.errors import VaultUnusable

    bars = Bars()
    try:
        summary = rotation.rotate(bars)
    except VaultUnusable as error:
        click.echo(str(error), err=True)
        raise SystemExit(CANNOT_START) from None
    finally:
        bars.close()
    told = {"version": summary.version, "organisations": summary.organisations, "records": summary.records}
    click.echo(
        _("Nøkkelen er nå versjon %(version)s; %(organisations)s virksomheter og %(records)s poster er pakket om.")
        % told
    )


@keys.command(help=_("Ødelegg nøkler som ble laget for en post som aldri ble skrevet."))
def sweep() -> None:
    """Destroy orphaned keys."""
    ready.verified()
    from avklar.config import upkeep

    click.echo(_("%(count)s nøkler uten post er ødelagt.") % {"count": upkeep.sweep_keys()})


class Bars:
    """One progress bar per step; called as the rotation's progress with (step, done, total)."""

    def __init__(self) -> None:
        self.step = ""
        self.bar: click._termui_impl.ProgressBar[int] | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self.step:
            self.close()
            self.step = step
            self.bar = click.progressbar(length=max(total, 1), label=_(STEP_NAMES[step]))
            self.bar.__enter__()
        if self.bar is not None:
            self.bar.update(max(0, done - self.bar.pos))

    def close(self) -> None:
        """End the bar that is shown."""
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None
