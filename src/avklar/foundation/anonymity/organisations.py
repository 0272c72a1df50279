"""Finds schools, classes, workplaces, teams and clubs by the words they are made of, also without a capital letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CAP = r"[A-ZÆØÅ][\w'’&-]{0,30}"
_NAME = rf"(?:{_CAP}[ ](?:og[ ]|i[ ])?){{1,4}}"
_ENDING = (
    r"(?:(?:ungdoms|barne|grunn|bygde|fri|Montessori|montessori|folkehøg|folkehøy|kultur|musikk|"
    r"grende|steiner|vidare|videre)"
    r"(?:skole|skule)n?|skole|skule|skolen|skulen|(?:videregående|vidaregåande|vgs)(?:[ ](?:skole|"
    r"skule))?|barnehage|barnehagen|"
    r"oppvekst(?:senter|sentrum)|læringssenter|idrettslag|idrettsforening|fotballklubb|ballklubb|"
    r"skiklubb|sportsklubb|"
    r"håndballklubb|handballklubb|bokseklubb|kampsportklubb|turnforening|skytterlag|skyttarlag|skolekorps|skulekorps|"
    r"musikkorps|mannskor|barnekor|korps|bygdelag|bygdeungdomslag|ungdomslag|ungdomshus|ungdomsklubb|fritidsklubb|"
    r"menighet|kyrkjelyd|sokn|moské|moske|bedehus|frikirke|sykehjem|sjukeheim|omsorgssenter|helsesenter|legesenter|"
    r"legekontor|tannklinikk|sykehus|sjukehus|asylmottak|mottak|bofellesskap|barnevernsinstitusjon|ungdomssenter|"
    r"bilverksted|verksted|kafé|kafe|bakeri|frisør|hotell|hotel|camping|senter|kjøpesenter|samfunnshus|bibliotek|"
    r"høgskole|høyskole|høgskule|fengsel|leir)"
)
_NAMED = re.compile(rf"\b{_NAME}{_ENDING}\b(?!-)")
_SMALL = re.compile(
    r"(?:På|I|Ved|Til|Fra|Frå|Hos|For|Om|Mot|Med|Når|Da|Då|Har|Er|Alle|Hver|Kvar|Denne|Ingen|Inga|Vår|Min)[ ]"
)
_SHORT = re.compile(
    rf"\b(?:{_CAP}[ ]){{1,3}}(?:IL|IF|IK|FK|BK|SK|TIL|AS|ASA|DA|SA|BA|ANS|vgs|VGS|HK|FIK|KFUM|KFUK|UL|BUL)\b"
)
_CHAIN = (
    r"(?:Rema[ ]1000|REMA[ ]1000|Kiwi|KIWI|Meny|MENY|Coop(?:[ ](?:Extra|Prix|Mega|Obs|Marked))?|"
    r"Extra|Bunnpris|Joker|Spar|"
    r"Europris|Biltema|Elkjøp|Power|Felleskjøpet|Obs|Shell|Esso|Circle[ ]K|YX|Best|McDonald['’]?s|Burger[ ]King|"
    r"Peppes|Jernia|Byggmakker|Maxbo|Montér|XXL|Clas[ ]Ohlson|Nille|Rusta|Jula|Skeidar|Plantasjen|"
    r"Vinmonopolet|Posten)"
)
_CHAIN_AT = re.compile(rf"{_CHAIN}(?P<at>[ ](?:i|på|ved)[ ]{_CAP})?(?![\w-])")
_CLASS = re.compile(
    r"(?<![\w./,-])(?:(?:[1-9]|10)[ ]?[A-H](?![\w/-])|(?:[1-9]|10)[a-f](?![\w/-])|VG[ ]?[123]|"
    r"[123](?:ST|ID|HO|BA|EL|TP|NA|RM|PB|IM|MK|DH)[A-F]?(?!\w)|"
    r"(?:[1-9]|10)\.?[ ](?:klasse|trinn|klassetrinn|klassen|trinnet)\b|"
    r"(?:første|andre|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|niende|tiende|åttande|"
    r"niande|tiande)[ ]?(?:klasse|trinn|klassen|trinnet)\b|"
    r"(?:åtte|ni|ti|fem|seks|sju|fire)ende?klasse\w{0,3}\b)"
)
_SPORT = (
    r"(?:fotbal{1,2}|håndbal{1,2}|handbal{1,2}|volleybal{1,2}|basketbal{1,2}|innebandy|bandy|"
    r"ishockey|hockey|ski|langrenns|hopp|alpint|svømme|"
    r"symje|turn|idretts|bokse|bryte|karate|judo|taekwondo|kampsport|kickboksing|skytter|skyttar|"
    r"skyte|sykkel|motorsport|"
    r"motor|motocross|jeger|jakt|golf|tennis|danse|ride|hunde|kor|teater|revy|ungdoms|fritids|junior|"
    r"gutte|jente|data|"
    r"spill|spel|gaming|e-sport|sjakk|skole|skule|janitsjar|aspirant|musikk|bygdeungdoms|strikke|"
    r"roller|friidretts|orienterings)"
)
# Every village has one of these: only a place makes it a certain one.
_ANY = r"(?:ungdoms|fritids|junior|gutte|jente|data|spill|spel|gaming|strikke|musikk)"
_TEAM = re.compile(
    rf"\b(?!{_ANY}(?:laget|klubben|gruppa|gruppen|teamet|bandet)\b){_SPORT}"
    r"(?:laget|klubben|korpset|gruppa|gruppen|teamet|koret|foreningen|foreninga|bandet)\b"
    r"|\b(?:speideren|speidaren|bedehuset|moskeen|4[ -]?h(?:-klubben)?|konfirmasjonskullet)\b"
)
_TEAM_OF_PLACE = re.compile(
    rf"\b(?:{_SPORT}?(?:laget|lag|klubben|klubb|korpset|korps|gruppa|gruppen|gruppe|koret|kor|foreningen|foreninga|"
    rf"bandet)|[Uu]ngdomshuset)[ ](?:i|på|ved|frå|fra)[ ]{_CAP}"
)


def spans(text: str, low: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, sort) of organisations; sort is school, class, club or workplace; ``low`` as in ``roles``."""
    yield from _named(text)
    for match in _SHORT.finditer(text):
        yield *match.span(), "workplace" if match[0].endswith((" AS", " ASA", " DA", " SA", " BA", " ANS")) else "club"
    for match in _CHAIN_AT.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        if not before[-1:].isalnum() and (match["at"] or before.lower() == "på " or "1000" in match[0]):
            yield *match.span(), "workplace"
    for match in _CLASS.finditer(text):
        yield *match.span(), "class"
    for match in _TEAM_OF_PLACE.finditer(text):
        yield *match.span(), "club"
    for match in _TEAM.finditer(low):
        yield *match.span(), "club"


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    """Organisations with a name; the small word that begins a sentence is no name («På skolen»)."""
    for match in _NAMED.finditer(text):
        small = _SMALL.match(text, match.start())
        start = small.end() if small else match.start()
        if text[start].isupper():
            yield start, match.end(), sort_of(match[0])


def sort_of(name: str) -> str:
    """What a named organisation is."""
    low = name.casefold()
    if re.search(r"skole|skule|videreg|vidareg|vgs|barnehage|oppvekst|læringss", low):
        return "school"
    if re.search(r"klubb|lag\b|korps|kor\b|forening|ungdomshus|menighet|kyrkjelyd|sokn|mosk|bedehus|frikirke", low):
        return "club"
    return "workplace"
