"""What names and their surroundings look like: endings, titles, verbs and abbreviations, bokmål and nynorsk."""

from __future__ import annotations

import re

LETTER = r"[^\W\d_]"
# A capital first, or a letter outside plain Norwegian small ones that is looked at closer.
WORD = re.compile(rf"[^\W\d_a-zæøå](?:{LETTER})*(?:['’´`.\-–&]{LETTER}+)*['’´`]?\.?")
PARTICLES = re.compile(r"[ ](?:(?:van|von|der|den|de|da|di|del|la|le|el|al|bin|ibn|ben)[ ]){1,3}")
SURNAME_ENDINGS = (
    "stad",
    "rud",
    "sson",
    "heim",
    "bakken",
    "haugen",
    "hagen",
    "gård",
    "enko",
    "ović",
    "ovic",
    "oğlu",
    "zadeh",
    "ström",
    "strøm",
    "qvist",
    "gren",
    "lund",
    "gaard",
)
HOMES = (
    "eheim",
    "sheim",
    "bustad",
    "kstad",
    "tstad",
    "møtestad",
    "samlingsstad",
    "shagen",
    "ehagen",
    "kebakken",
    "dstad",
    "sgård",
    "egård",
)
INFLECTED = (
    *(
        "en",
        "et",
        "a",
        "er",
        "ar",
        "e",
        "t",
        "ing",
        "sjon",
        "het",
        "heit",
        "leg",
        "lig",
        "isk",
        "sk",
        "else",
        "ert",
        "skap",
    ),
    *(
        "ers",
        "ing",
        "dom",
        "men",
        "ment",
        "ist",
        "log",
        "folk",
        "lag",
        "råd",
        "parti",
        "forbund",
        "politi",
        "menn",
        "i",
        "d",
    ),
    *("ør", "or", "gog", "vern", "far", "venn", "barn", "team", "korps", "sjef", "hus", "lov", "plan", "vakt", "hjelp"),
)
PLACE = re.compile(
    r"(?:stad|rud|vika|vik|dalen|dal|nes|neset|heim|bygd|bygda|sjøen|vatnet|vannet|fjord|fjorden|fjell|fjellet|øya|"
    r"elva|åsen|moen|grenda|sund|sundet|havn|hamn|foss|fossen|seter|setra|strand|stranda|torget|gata|gaten|veien|"
    r"vegen|skogen)\Z"
)
INITIAL = re.compile(rf"(?:{LETTER}\.)+-?(?:{LETTER}\.)*\Z|{LETTER}\.?\Z")
TITLE = re.compile(
    r"(?:minister|ministar|sjef|leder|leiar|mester|meister|råd|direktør|trener|trenar|president|ordfører|ordførar|lege|lærer|lærar|"
    r"inspektør|redaktør|professor|forsker|forskar|sekretær|advokat|representant|rektor|prest|konge|dronning|prins|prinsesse|"
    r"kommissær|betjent|mann|kvinne|kvinna|spiller|spelar|løper|løpar|kaptein|bror|onkel|tante|mor|far|familien|"
    r"ekteparet|brødrene|søstrene|pappa|mamma|bestefar|bestemor|fru|frøken|herr|hr|dr|statsråd|pave|biskop|imam|sjeik|lensmann|kollega|kamerat)\Z"
)
_VERBS = """
er var har hadde blir ble blei vart vert kan kunne skal skulle vil ville må måtte bør burde får fikk fekk gjør gjorde
gjer går gikk gjekk kommer kom kjem begynte byrja begynner byrjar sluttet slutta slutter sluttar viste viser tok tar
tek ga gav gir gjev satt sat sitter sit står stod sto ligger ligg lå låg forsvant virker verkar spiller spelar
"""
VERB = frozenset(_VERBS.split())
"""Verbs that persons do often, and things too."""
PERSONS = ("ane", "ene", "eren", "aren", "inna", "innen", "aten", "enten", "isten", "logen")
VERBAL = ("er", "ar", "te", "de", "ede")
# Endings of surnames from other countries, long enough never to be an ordinary word's.
ABROAD = re.compile(
    r"\w{2}(?:wicz|wski|wska|cki|cka|ński|ńska|dzki|czyk|czak|czuk|szek|enko|chuk|iuk|auskas|aitis|aitė|evičius|ienė|"
    r"ović|ovic|ević|evic|escu|shvili|dze|yan|oğlu|oglu|zadeh|pour|nejad|ullah|uddin|eddin|ingam|rajah|nathan|kumar|"
    r"akis|poulos|opoulou|tzis)\Z"
)
FOREIGN = re.compile(r"[cqwxz]|[ptgs]h(?!e)|y\Z|oo|ee|[aeiou]io\Z")
# A full stop after one of these doesn't end the sentence.
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZÆØÅ]|bl|f|ca|dvs|eks|evt|kl|nr|osv|pga|mfl|st|dr|hr|jf|jfr|mv|mr|mrs|prof|art|pkt|tlf|red|mill|mrd|"
    r"etc|vs|s|sml|a)|(?<!\d)\d{1,2})\.\Z",
    re.IGNORECASE,
)
STARTERS = '.!?:;«"“„(•*|>\n…·–'
