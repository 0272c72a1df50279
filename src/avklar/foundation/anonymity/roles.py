"""Finds a role together with a family tie or a place: «faren er trener», «ordføreren i Lom», «sønnen til presten»."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROLE = (
    r"(?:trener(?:en)?|trenar(?:en)?|ordfører(?:en)?|ordførar(?:en)?|varaordfører(?:en)?|"
    r"varaordførar(?:en)?|rektor(?:en)?|prest(?:en)?|"
    r"sokneprest(?:en)?|sogneprest(?:en)?|kapellan(?:en)?|imam(?:en)?|lensmann(?:en)?|"
    r"politimester(?:en)?|politimeister(?:en)?|politi(?:mann|mannen|kvinne|kvinna|betjent|betjenten)?|"
    r"lege(?:n)?|lækjar(?:en)?|kommunelege(?:n)?|tannlege(?:n)?|dyrlege(?:n)?|veterinær(?:en)?|"
    r"lærer(?:en)?|lærar(?:en)?|kontaktlærer(?:en)?|kontaktlærar(?:en)?|"
    r"leder(?:en)?|leiar(?:en)?|dagleg[ ]leiar|daglig[ ]leder|styreleder(?:en)?|styreleiar(?:en)?|"
    r"banksjef(?:en)?|butikksjef(?:en)?|butikkeier(?:en)?|"
    r"kommunedirektør(?:en)?|rådmann(?:en)?|brannsjef(?:en)?|dirigent(?:en)?|organist(?:en)?|"
    r"klokker(?:en)?|kantor(?:en)?|helsesykepleier(?:en)?|helsesjukepleiar(?:en)?|"
    r"vaktmester(?:en)?|vaktmeister(?:en)?|bonde(?:n)?|drosjesjåfør(?:en)?|bussjåfør(?:en)?|"
    r"skolebussjåfør(?:en)?|baker(?:en)?|frisør(?:en)?|kjøpmann(?:en)?|"
    r"skuespiller(?:en)?|skodespelar(?:en)?|fotballspiller|stortingsrepresentant|advokat(?:en)?|"
    r"journalist(?:en)?|redaktør(?:en)?|hotelleier(?:en)?|"
    r"styrer(?:en)?|styrar(?:en)?|barnehagestyrer(?:en)?|inspektør(?:en)?|korpsleder(?:en)?|"
    r"menighetspedagog(?:en)?|kateket(?:en)?|forstander(?:en)?|pastor(?:en)?)"
)
_UNIQUE = (
    r"(?:ordføreren|ordføraren|varaordføreren|varaordføraren|rektoren|rektor|presten|soknepresten|"
    r"sognepresten|kapellanen|imamen|lensmannen|"
    r"politimesteren|politimeisteren|kommunelegen|dyrlegen|veterinæren|banksjefen|butikksjefen|"
    r"kommunedirektøren|rådmannen|brannsjefen|"
    r"dirigenten|organisten|kantoren|klokkeren|helsesykepleieren|helsesjukepleiaren|vaktmesteren|"
    r"vaktmeisteren|treneren|trenaren|kjøpmannen|"
    r"kateketen|forstanderen|pastoren|tannlegen|legen|lækjaren|bakeren|styreren|styraren|inspektøren|"
    r"korpslederen|frisøren)"
)
_KIN = (
    r"(?:faren?|far|moren?|mora|mor|stefaren?|stemoren?|stemora|storebroren?|lillebroren?|broren?|"
    r"bror|storesøsteren?|lillesøsteren?|søsteren?|søster|systera|syster|"
    r"bestefaren?|bestemoren?|bestemora|besteforeldrene|onkelen?|tanten?|tanta|samboeren?|sambuaren|"
    r"kona|mannen|ektemannen|kjæresten?|foreldrene?|foreldra|sønnen?|sonen|son|"
    r"datteren?|dattera|dotter|dottera|fetteren?|kusina?|svigerfaren?|pappaen|mammaen|pappa|mamma)"
)
_OWNER = (
    r"(?:[ ](?:hans|hennes|deres|hennar|deira|min|mi|sin|til[ ](?:gutten|jenta|jenten|guten|eleven|"
    r"ungdommen|han|henne|ham)))?"
)
_BE = (
    r"(?:er|var|jobber[ ]som|jobbar[ ]som|arbeider[ ]som|arbeidde[ ]som|jobbet[ ]som|jobba[ ]som|"
    r"har[ ]vært|har[ ]vore)"
)
_PLACE = (
    r"(?:bygda|bygden|kommunen|byen|tettstedet|tettstaden|grenda|menigheten|kyrkjelyden|soknet|"
    r"korpset|laget|klubben|idrettslaget|skolen|skulen|ungdomsskolen|ungdomsskulen|barnehagen|moskeen|"
    r"bedehuset|kirka|kirken|kyrkja|banken)"
)
_AT = r"(?:i|på|ved|for|hos|til)"
_OF_KIN = re.compile(
    rf"\b{_KIN}(?:{_OWNER}[ ]{_BE}[ ](?:en[ ]|ein[ ]|"
    rf"ei[ ])?(?:[a-zæøå]{{2,20}}[ ]){{0,2}}?{_ROLE}\b(?:[ ]{_AT}[ ][a-zæøå]{{3,30}}\b)?"
    rf"|[ ](?:til|av|åt)[ ]{_UNIQUE}\b(?:[ ]{_AT}[ ]{_PLACE}\b)?"
    rf"|{_OWNER}[ ](?:eier|eig|driver|driv|leder|leier|leiar|styrer|trener|trenar)[ ]"
    rf"(?:den[ ]|det[ ]|en[ ]|ein[ ]|et[ ]|eit[ ])?(?:[a-zæøå]{{2,20}}[ ])?[a-zæøå]{{3,30}}\b)"
)
_ROLE_AT = re.compile(rf"{_UNIQUE}[ ]{_AT}[ ](?=[^\W\d_])")
_COMMON_PLACE = re.compile(rf"{_PLACE}\b")
_NAMED_PLACE = re.compile(r"[A-ZÆØÅ][\w-]{1,30}(?:[ ](?:kommune|skole|skule|IL)\b)?")


def spans(text: str, low: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, sort) of roles that with a tie (kin) or a place (role) point at one person or family.

    ``low`` is ``text`` in small letters, of the same length.
    """
    for match in _OF_KIN.finditer(low):
        yield *match.span(), "kin"
    for match in _ROLE_AT.finditer(low):
        place = _NAMED_PLACE.match(text, match.end()) or _COMMON_PLACE.match(low, match.end())
        if place and not text[max(0, match.start() - 1) : match.start()].isalnum():
            yield match.start(), place.end(), "role"
