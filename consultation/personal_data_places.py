"""Where somebody lives: a number in a way, a postcode and its town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.text import fold

Span = tuple[int, int]
BEFORE = 45
"""How many characters before an address may tell whose it is."""

_SURE = (
    r"rue|avenue|ave?\.?|boulevard|boul\.?|bd\.?|bld\.?|blvd\.?|impasse|imp\.?|all[ée]e|ruelle|venelle|quai|square|sq\.?|"
    r"chemin|chem\.?|faubourg|fbg\.?|esplanade|rond-point|sentier"
)
"""Ways that a number before makes an address, whatever the name: nobody says “12 rue” of twelve streets."""
_UNSURE = (
    r"place|pl\.?|cours|route|rte\.?|mail|voie|passage|cit[ée]|villa|parc|domaine|zone|clos|c[ôo]te|chauss[ée]e|parvis|"
    r"mont[ée]e|traverse|promenade|r[ée]sidence|r[ée]s\.|lotissement|lot\.?|hameau|lieu-dit|galerie|porte"
)
"""Ways that are other things too: a name with a capital must follow (“12 cours de français”, “1 place de parking”)."""
_LINK = r"(?:(?:de la|de|du|des|la|le|les|et|en|sur|sous|aux?)\b|de l['’]|[dl]['’])"
_NAME = r"(?:[A-ZÀ-Ý][\w’'-]*|\d{1,2}(?:er)?(?= [a-zà-ÿ]+\b)|[lLdD]['’][A-ZÀ-Ý][\w’'-]*)"
_PLAIN = r"(?!(?:de|du|des|la|le|les|est|sont|et|ou|à|dans|pour|qui|que|sans|avec|sur|au|aux|en)\b)[^\W\d_][\w’'-]*"
_CAPITAL = r"[A-ZÀ-Ý][\w’'-]*"
_TOWN_LINK = r"(?:(?:de|du|des|en|sur|sous|la|le|les|lès|d['’]|l['’])[ -]?){0,2}"
_TOWN = rf"(?:(?:L[ae]s?|L['’]) ?)?{_CAPITAL}(?:[ -]{_TOWN_LINK}{_CAPITAL}){{0,3}}"
_CODE = r"(?:F-|FR-)?(?:0[1-9]|[1-8]\d|9[0-5]|97|98)\d{3}"
_TAIL = rf"(?:(?:\s?[,–\n-]\s?|\s+à\s+|\s+){_CODE}\s+{_TOWN}(?:\s+(?:cedex|CEDEX)(?:\s\d\d)?)?)?"
_NUMBER = r"(?<![\w.,/°%-])(?P<number>\d{1,4})(?:\s?(?:bis|ter|quater)\b|\s?[A-Da-d](?=[\s,]))?(?P<comma>\s?,)?\s+"
_NAMES = rf"(?:{_LINK}\s?)*{_NAME}(?:[ -](?:{_LINK}\s?){{0,2}}{_NAME}){{0,4}}"
_IN_A_SURE_WAY = re.compile(
    rf"{_NUMBER}(?i:{_SURE})\s+(?:(?:rural|vicinal|communal)\s+)?(?:{_NAMES}|(?:{_LINK}\s?)*{_PLAIN}(?:-{_PLAIN})*){_TAIL}"
)
_IN_AN_UNSURE_WAY = re.compile(rf"{_NUMBER}(?i:{_UNSURE})\s+(?!(?:au|aux|à)\b){_NAMES}{_TAIL}")
_IN_A_TOWN = re.compile(rf"(?<![\w.,/°-])(?P<code>{_CODE})\s+(?P<town>{_TOWN})(?:\s+(?:cedex|CEDEX)(?:\s\d\d)?)?")
_LIVES = re.compile(
    r"\b(habit\w*|domicili\w*|adresse|demeur\w*|resid\w*|vis|vit|vivons|loge\w*|chez moi|courrier|rue|avenue|boulevard|"
    r"impasse|chemin|place|lieu dit|hameau|lotissement)\b"
)
_YEAR_SAID = re.compile(r"\b(en|depuis|des|fin|debut|annee|ete|jusqu en|avant|apres)$")
_COUNTED = re.compile(r"\b(les|des|aux|ces|nos|vos|leurs|quelque|quelques|environ|pres de|plus de|moins de|sur)$")
_CODE_SAID = re.compile(r"\b(insee|reference|ref|dossier|article|siret|siren)\b")
_PEOPLE = re.compile(r"(ais|aises|ois|oises|iens|iennes|ains|aines|eens|eennes|ards|ardes)$")
_TOWNS_LIKE_PEOPLE = re.compile("calais|beauvais|blois|amiens|marais|palais|arbois|valois")
_COUNTABLE = re.compile(
    "euros?|eur|usd|cfa|ht|ttc|km|kwh?|mwh|habitants|citoyens|signatures|agents|personnes|europeens|votants|communes|"
    "contributions|visiteurs|logements|emplois|dossiers"
)


def addresses(text: str) -> Iterator[Span]:
    """Finds postal addresses, in order, none inside another."""
    spans = [match.span() for match in _IN_A_SURE_WAY.finditer(text) if not _is_year(text, match)]
    spans += [match.span() for match in _IN_AN_UNSURE_WAY.finditer(text) if not _is_year(text, match)]
    spans += [match.span() for match in _IN_A_TOWN.finditer(text) if _is_town(text, match)]
    covered = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= covered:
            yield start, end
            covered = end


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Tells “En 2021, rue de Rivoli…” from the number of a house."""
    year = 1900 <= int(match["number"]) < 2100
    return year and (match["comma"] is not None or bool(_YEAR_SAID.search(_before(text, match.start()))))


def _is_town(text: str, match: re.Match[str]) -> bool:
    """Tells a postcode and its town from a number of people or things."""
    before, town = _before(text, match.start()), fold(match["town"])
    if _COUNTABLE.fullmatch(town.partition(" ")[0]) or _CODE_SAID.search(before):
        return False
    if _LIVES.search(before):
        return True
    named_like_people = _PEOPLE.search(town) and not _TOWNS_LIKE_PEOPLE.fullmatch(town) and "-" not in match["town"]
    return not named_like_people and not (_COUNTED.search(before) and town.endswith("s"))


def _before(text: str, start: int) -> str:
    return fold(re.split(r"[.;!?]\s", text[max(0, start - BEFORE) : start])[-1])
