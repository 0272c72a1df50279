"""Finds a role together with a family tie or a place: «faren er trener», «ordføreren i Lom», «sønnen til presten»."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROLE = (
    r"(?:trener(?:en)?|trenar(?:en)?|ordfører(?:en)?|ordførar(?:en)?|varaordfører(?:en)?|varaordførar(?:en)?|rektor(?:en)?|prest(?:en)?|"
    r"sokneprest(?:en)?|sogneprest(?:en)?|kapellan(?:en)?|imam(?:en)?|lensmann(?:en)?|politimester(?:en)?|politimeister(?:en)?|politi(?:mann|mannen|kvinne|kvinna|betjent|betjenten)?|"
    r"lege(?:n)?|lækjar(?:en)?|kommunelege(?:n)?|tannlege(?:n)?|dyrlege(?:n)?|veterinær(?:en)?|lærer(?:en)?|lærar(?:en)?|kontaktlærer(?:en)?|kontaktlærar(?:en)?|"
    r"leder(?:en)?|leiar(?:en)?|dagleg[ ]leiar|daglig[ ]leder|styreleder(?:en)?|styreleiar(?:en)?|banksjef(?:en)?|butikksjef(?:en)?|butikkeier(?:en)?|"
    r"kommunedirektør(?:en)?|rådmann(?:en)?|brannsjef(?:en)?|dirigent(?:en)?|organist(?:en)?|klokker(?:en)?|kantor(?:en)?|helsesykepleier(?:en)?|helsesjukepleiar(?:en)?|"
    r"vaktmester(?:en)?|vaktmeister(?:en)?|bonde(?:n)?|drosjesjåfør(?:en)?|bussjåfør(?:en)?|skolebussjåfør(?:en)?|baker(?:en)?|frisør(?:en)?|kjøpmann(?:en)?|"
    r"skuespiller(?:en)?|skodespelar(?:en)?|fotballspiller|stortingsrepresentant|advokat(?:en)?|journalist(?:en)?|redaktør(?:en)?|hotelleier(?:en)?|"
    r"styrer(?:en)?|styrar(?:en)?|barnehagestyrer(?:en)?|inspektør(?:en)?|korpsleder(?:en)?|menighetspedagog(?:en)?|kateket(?:en)?|forstander(?:en)?|pastor(?:en)?)"
)
_UNIQUE = (
    r"(?:ordføreren|ordføraren|varaordføreren|varaordføraren|rektoren|rektor|presten|soknepresten|sognepresten|kapellanen|imamen|lensmannen|"
    r"politimesteren|politimeisteren|kommunelegen|dyrlegen|veterinæren|banksjefen|butikksjefen|kommunedirektøren|rådmannen|brannsjefen|"
    r"dirigenten|organisten|kantoren|klokkeren|helsesykepleieren|helsesjukepleiaren|vaktmesteren|vaktmeisteren|treneren|trenaren|kjøpmannen|"
    r"kateketen|forstanderen|pastoren|tannlegen|legen|lækjaren|bakeren|styreren|styraren|inspektøren|korpslederen|frisøren)"
)
_KIN = (
    r"(?:faren?|far|moren?|mora|mor|stefaren?|stemoren?|stemora|storebroren?|lillebroren?|broren?|bror|storesøsteren?|lillesøsteren?|søsteren?|søster|systera|syster|"
    r"bestefaren?|bestemoren?|bestemora|besteforeldrene|onkelen?|tanten?|tanta|samboeren?|sambuaren|kona|mannen|ektemannen|kjæresten?|foreldrene?|foreldra|sønnen?|sonen|son|"
    r"datteren?|dattera|dotter|dottera|fetteren?|kusina?|svigerfaren?|pappaen|mammaen|pappa|mamma)"
)
_OWNER = r"(?:[ ](?:hans|hennes|deres|hennar|deira|min|mi|sin|til[ ](?:gutten|jenta|jenten|guten|eleven|ungdommen|han|henne|ham)))?"
_BE = r"(?:er|var|jobber[ ]som|jobbar[ ]som|arbeider[ ]som|arbeidde[ ]som|jobbet[ ]som|jobba[ ]som|har[ ]vært|har[ ]vore)"
_PLACE = r"(?:[A-ZÆØÅ][\w-]{1,30}(?:[ ](?:kommune|skole|skule|IL))?|bygda|bygden|kommunen|byen|tettstedet|tettstaden|grenda|menigheten|kyrkjelyden|soknet|korpset|laget|klubben|idrettslaget|skolen|skulen|ungdomsskolen|ungdomsskulen|barnehagen|moskeen|bedehuset|kirka|kirken|kyrkja|banken)"
_AT = r"(?:i|på|ved|for|hos|til)"
_KIN_IS = re.compile(
    rf"\b{_KIN}{_OWNER}[ ]{_BE}[ ](?:en[ ]|ein[ ]|ei[ ])?(?:[a-zæøå]{{2,20}}[ ]){{0,2}}?{_ROLE}\b(?:[ ]{_AT}[ ]{_PLACE}\b)?", re.IGNORECASE
)
_ROLE_AT = re.compile(rf"\b(?:{_UNIQUE}|{_UNIQUE.upper()}|(?:Ordføreren|Ordføraren|Rektor|Rektoren|Presten|Soknepresten|Lensmannen|Treneren|Imamen|Legen))[ ](?:{_AT})[ ]{_PLACE}\b")
_KIN_OF = re.compile(rf"\b{_KIN}[ ](?:til|av|åt)[ ]{_UNIQUE}\b(?:[ ]{_AT}[ ]{_PLACE}\b)?", re.IGNORECASE)
_OWNS = re.compile(rf"\b{_KIN}{_OWNER}[ ](?:eier|eig|driver|driv|leder|leier|leiar|styrer|trener|trenar)[ ](?:den[ ]|det[ ]|en[ ]|ein[ ]|et[ ]|eit[ ])?(?:[a-zæøå]{{2,20}}[ ])?[a-zæøå]{{3,30}}\b", re.IGNORECASE)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The places of roles that together with a tie or a place point at one person or family."""
    for pattern in (_KIN_IS, _KIN_OF, _ROLE_AT, _OWNS):
        for match in pattern.finditer(text):
            yield match.span()
