"""`avklar routes` and `avklar papers`: what the code declares, printed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from avklar.cli import FAULT, ready
from avklar.cli.words import gettext as _

DOCS = Path("docs/register")


@click.command(help=_("Vis alle adresser med metoder, vakt, tillatelse og trinn."))
@click.option("--json", "as_json", is_flag=True, help=_("Som JSON."))
def routes(as_json: bool) -> None:
    """List every route; exit code 1 when one has no guard."""
    ready.load()
    from avklar.insight.register.routes import routes as all_routes

    found = all_routes()
    if as_json:
        click.echo(json.dumps([route.as_dict() for route in found], ensure_ascii=False, indent=1))
    else:
        for route in found:
            click.echo(
                f"{route.step}  {route.methods:9} {route.path:58} {route.guard} {route.permission or route.reason}"
            )
    if any(not route.guard for route in found):
        click.echo(_("En adresse mangler vakt."), err=True)
        raise SystemExit(FAULT)


@click.command(help=_("Skriv ut papirene i docs/ fra koden: tillatelser, behandlinger, adresser, tilstander."))
@click.option("--check", is_flag=True, help=_("Skriv ingenting; kontroller bare at papirene er ferske."))
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=DOCS, show_default=True)
def papers(check: bool, folder: Path) -> None:
    """Write the papers, or fail when a committed one differs."""
    ready.load()
    from avklar.insight.register.papers import printed

    stale = [name for name, text in printed().items() if _differs(folder / name, text)]
    if check:
        for name in stale:
            click.echo(_("%(name)s er ikke fersk; kjør «avklar papers».") % {"name": folder / name}, err=True)
        raise SystemExit(FAULT if stale else 0)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in printed().items():
        (folder / name).write_text(text)
    click.echo(_("%(count)s papirer er skrevet på nytt.") % {"count": len(stale)})


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text() != text
