"""Numbers that belong to somebody: telephone, bank account, social security, number plate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.text import fold

Span = tuple[int, int]
BEFORE = 40
"""How many characters before a number may tell what it is."""
SERVICES = ("TOLL_FREE", "PREMIUM_RATE", "SHARED_COST", "UAN", "VOICEMAIL")
"""Numbers of services, nobody's."""
PAIRS = (2, 2, 2, 2, 2)
GROUPINGS = frozenset(
    {
        PAIRS,
        (10,),
        (1,) * 10,
        (2, 8),
        (2, 2, 2, 4),
        (2, 4, 4),
        (2, 3, 3, 2),
        (2, 2, 3, 3),
        (3, 3, 4),
        (4, 2, 2, 2),
        (4, 3, 3),
        (4, 6),
        (5, 5),
    }
)
"""How people cut ten digits; numbers cut otherwise are something else."""
PREFIXED = frozenset({(11,), (2, 9), (2, 1, 2, 2, 2, 2), (3, 2, 2, 2, 2)})
"""How they cut eleven, the prefix 33 written without its sign."""

_SHORTEST_ABROAD = 9
_DIGITS = re.compile(r"\d+")
_GAP = re.compile(r"[ \t\u00a0\u202f.\-‐‑–_/·•()]{1,3}|,")
_PHONE_SAID = re.compile(
    r"\b(tel|telephone|portable|mobile|fixe|numero|num|appel\w*|rappel\w*|joindre|joignable|sms)\b"
)
_REFERENCE_SAID = re.compile(
    r"\b(reference|ref|dossier|demande|ticket|commande|contrat|facture|identifiant|siren|siret|finess|rpps|adeli|"
    r"allocataire|fiscal|isbn|doi|nor|client|adherent|suivi|colis|marche|avis|cerfa|insee|rna)\b"
)
_DEPARTEMENT_SAID = re.compile(r"\b(departements?|dpts?|depts?)\b[\d\s,]*$")

_IBAN_START = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?=[ \u00a0\u202f.-]?[A-Za-z0-9])")
_IBAN_MORE = re.compile(r"[ \u00a0\u202f.-]?([A-Za-z0-9])")
_IBAN_LONGEST, _IBAN_SHORTEST, _IBAN_FRENCH = 34, 15, 27
_ACCOUNT_SAID = re.compile(r"\b(iban|rib|compte)\b")

_S = r"[ \u00a0\u202f.\-/]{0,2}"
_NIR = re.compile(
    rf"(?<![^\W_])([1-478]){_S}(\d\d){_S}(\d\d){_S}(\d\d|2[ABab]){_S}(\d{{3}}){_S}(\d{{3}})(?:{_S}(\d\d))?(?![^\W_])"
)
_NIR_SAID = re.compile(r"\b(secu|securite sociale|nir|nss|insee|carte vitale)\b")

_L = "[A-HJ-NP-TV-Z]"
_SIV = re.compile(rf"(?<![^\W_])({_L}{{2}})([ -]?)(\d{{3}})([ -]?)({_L}{{2}})(?![^\W_])", re.IGNORECASE)
_FNI = re.compile(
    r"(?<![\w,.-])(?P<number>\d{1,4})([ -]?)(?P<letters>[A-HJ-NP-Z]{1,3})([ -]?)"
    r"(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])(?![\w%])(?! ?%)"
)
_VEHICLE_SAID = re.compile(
    r"\b(immatricul\w*|plaques?|voitures?|vehicules?|camions?|camionnettes?|fourgons?|motos?|scooters?|autos?)\b"
)
_NOT_LETTERS = re.compile("KM|KG|CM|MM|KW|MW|GW|HA|EUR|ANS|CE|DE|EN|ET|LE|LA|NE|SE|TE|UE|UN|UNE|DES|LES|PAR|SUR")


def phones(text: str) -> Iterator[Span]:
    """Finds telephone numbers written in digits."""
    for run in _runs(text):
        at = 0
        while at < len(run):
            upto = _phone_upto(text, run, at)
            if upto is None:
                at += 1
                continue
            yield _with_sign(text, run[at][0]), run[upto - 1][1]
            at = upto


def spelled_phones(text: str) -> Iterator[Span]:
    """Finds French telephone numbers written, at least in part, in words."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        upto = _spelled_upto(text, words, at)
        if upto is None:
            at += 1
            continue
        yield words[at].start(), words[upto - 1].end()
        at = upto


def international(text: str) -> str:
    """Writes a telephone number the one way that everyone knows: "+33639980012"; letters stay as they are."""
    digits = "".join(_DIGITS.findall(text))
    if len(digits) < 8:
        return fold(text)
    if digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = "33" + digits[1:]
    return "+" + re.sub(r"^330", "33", digits)


def ibans(text: str) -> Iterator[Span]:
    """Finds bank accounts: those whose key is right, and French ones said to be accounts."""
    for match in _IBAN_START.finditer(text):
        compact, ends, place = match[0], [match.end()] * 4, match.end()
        while len(compact) < _IBAN_LONGEST and (more := _IBAN_MORE.match(text, place)):
            compact, place = compact + more[1], more.end()
            ends.append(place)
        for length in range(len(compact), _IBAN_SHORTEST - 1, -1):
            end = ends[length - 1]
            if not text[end : end + 1].isalnum() and _is_iban(text, match.start(), compact[:length]):
                yield match.start(), end
                break


def nirs(text: str) -> Iterator[Span]:
    """Finds social security numbers: those whose key is right, and those said to be one."""
    for match in _NIR.finditer(text):
        with_key = match[7] is not None and _is_nir("".join(match.groups()))
        if with_key or _NIR_SAID.search(_before(text, match.start())):
            yield match.span()


def plates(text: str) -> Iterator[Span]:
    """Finds number plates, of today ("AB-123-CD") and of before 2009 ("123 ABC 75")."""
    for match in _SIV.finditer(text):
        said = bool(_VEHICLE_SAID.search(_before(text, match.start())))
        if said or (_is_plate(match) and not _REFERENCE_SAID.search(_before(text, match.start()))):
            yield match.span()
    for match in _FNI.finditer(text):
        said = bool(_VEHICLE_SAID.search(_before(text, match.start())))
        sure = len(match["number"]) >= 3 and len(match["letters"]) >= 2
        if not _NOT_LETTERS.fullmatch(match["letters"]) and (said or (sure and not _is_shouted(match))):
            yield match.span()


def _runs(text: str) -> Iterator[list[Span]]:
    """Groups of digits that stand side by side, only separators between them."""
    run: list[Span] = []
    for match in _DIGITS.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1][1], match.start()):
            yield run
            run = []
        run.append(match.span())
    if run:
        yield run


def _phone_upto(text: str, run: list[Span], at: int) -> int | None:
    """Says where a telephone number that begins at a group ends; none if none begins there."""
    signed = text[: run[at][0]].rstrip(" (").endswith("+")
    for upto in range(min(len(run), at + 12), at, -1):
        groups = [text[start:end] for start, end in run[at:upto]]
        digits, sizes = "".join(groups), tuple(len(group) for group in groups)
        if signed or (len(groups[0]) > 1 and re.match("00[1-9]", digits)):
            number = "+" + (digits if signed else digits[2:])
            is_phone = len(digits) >= _SHORTEST_ABROAD and _is_someones(number)
        elif sizes in PREFIXED and digits.startswith("33"):
            is_phone = _is_someones("+" + digits)
        else:
            is_phone = sizes in GROUPINGS and _is_national(text, run, at, upto, digits, sizes)
        if is_phone:
            return upto
    return None


def _is_national(text: str, run: list[Span], at: int, upto: int, digits: str, sizes: tuple[int, ...]) -> bool:
    start = run[at][0]
    before = _before(text, start)
    if not re.fullmatch(r"0[1-79]\d{8}", digits) or not _is_someones("+33" + digits[1:]):
        return False
    if _DEPARTEMENT_SAID.search(before) or _goes_on(text, run, at, upto):
        return False
    if sizes == PAIRS or _PHONE_SAID.search(before):
        return True
    return not _REFERENCE_SAID.search(before) and not re.search(r"[A-Z]{2}-?$|[\dA-Za-z][-/]$", text[:start])


def _goes_on(text: str, run: list[Span], at: int, upto: int) -> bool:
    """Tells that the pairs go on after the tenth digit: it is a longer number."""
    if upto - at < 2 or upto == len(run):
        return False
    gap = text[run[upto - 2][1] : run[upto - 1][0]]
    following = text[slice(*run[upto])]
    return gap == text[run[upto - 1][1] : run[upto][0]] and len(following) == 2 and following[0] != "0"


def _is_someones(number: str) -> bool:
    """Tells whether a number in international form could be a person's. French ones set aside for fiction count."""
    import phonenumbers  # two megabytes, for the few texts that hold such a number

    number = re.sub(r"^\+330", "+33", number)
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    french = parsed.country_code == 33 and phonenumbers.is_possible_number(parsed)
    if not french and not phonenumbers.is_valid_number(parsed):
        return False
    kind = phonenumbers.number_type(parsed)
    return all(kind != getattr(phonenumbers.PhoneNumberType, service) for service in SERVICES)


def _with_sign(text: str, start: int) -> int:
    """Moves a start back over "+" or "(+"."""
    sign = re.search(r"\+ ?$|\+ ?\($", text[:start])
    return sign.start() if sign else start


def _is_nir(digits: str) -> bool:
    from stdnum.fr import nir

    return bool(nir.is_valid(digits))


def _is_iban(text: str, start: int, compact: str) -> bool:
    if not compact[-1].isalnum() or not re.search(r"\d{4}", compact):
        return False
    from stdnum import iban

    if iban.is_valid(compact.upper()):
        return True
    french = compact[:2].upper() == "FR" and len(compact) == _IBAN_FRENCH and sum(map(str.isdigit, compact)) > 20
    return french and bool(_ACCOUNT_SAID.search(_before(text, start)))


def _is_plate(match: re.Match[str]) -> bool:
    """Tells a plate from words in capitals around a number ("LE 100 EN")."""
    first, gap, _, second_gap, last = match.groups()
    if not match[0].isupper():
        return gap == second_gap == "-"
    words = _NOT_LETTERS.fullmatch(first) or _NOT_LETTERS.fullmatch(last)
    return gap == second_gap and not words and not _is_shouted(match)


def _is_shouted(match: re.Match[str]) -> bool:
    """Tells whether the whole text is in capitals, where any two letters may be a word."""
    around = [char for char in match.string[: match.start()] + match.string[match.end() :] if char.isalpha()]
    return len(around) > 10 and sum(map(str.isupper, around)) > 0.7 * len(around)


def _before(text: str, start: int) -> str:
    """What is said just before, folded, within the sentence."""
    return fold(re.split(r"[.;!?\n]\s", text[max(0, start - BEFORE) : start])[-1])


_UNITS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9}
_TEENS = {"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16}
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_TENS |= {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_MOST_WORDS = 24
_WORD_GAP = re.compile(r"[ \t\u00a0\u202f.,\-‑–/]{1,3}")


def _spelled_upto(text: str, words: list[re.Match[str]], at: int) -> int | None:
    """Says where ten digits that begin with this word end; none if they do not, or if no word is among them."""
    first = fold(words[at][0])
    if first != "zero" and not re.fullmatch(r"0\d?", first):
        return None
    said = [first]
    for before, word in zip(words[at:], words[at + 1 : at + _MOST_WORDS], strict=False):
        if not _WORD_GAP.fullmatch(text, before.end(), word.start()):
            break
        said.append(fold(word[0]))
    used = _ten_digits(tuple(said), 0, "")
    if used is None or not any(word.isalpha() for word in said[:used]):
        return None
    return at + used


def _ten_digits(said: tuple[str, ...], at: int, digits: str) -> int | None:
    """Reads words as digits until there are ten, trying the longest readings first; says how many words it took."""
    if len(digits) == 10:
        return at if re.fullmatch(r"0[1-79]\d{8}", digits) else None
    for read, used in _readings(said[at : at + 4]):
        if len(digits) + len(read) <= 10 and (upto := _ten_digits(said, at + used, digits + read)) is not None:
            return upto
    return None


def _readings(said: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The ways to read the next words as one or two digits: "soixante dix huit" is 78, or 70, or 60."""
    if not said:
        return
    if said[0].isdigit() and len(said[0]) <= 2:
        yield said[0], 1
    for used in range(len(said), 0, -1):
        value = _under_hundred([word for word in said[:used] if word != "et" or used == 1])
        if value is not None and (value >= 10 or used == 1):
            yield str(value), used
    if said[0] == "zero":
        yield "0", 1


def _under_hundred(said: list[str]) -> int | None:
    """Reads a number from 1 to 99 in words; none if it is not one."""
    if said[:2] in (["quatre", "vingt"], ["quatre", "vingts"]):
        rest = _under_twenty(said[2:])
        return 80 if len(said) == 2 else None if rest is None else 80 + rest
    if said[0] in _TENS:
        rest = _under_twenty(said[1:])
        if len(said) == 1:
            return _TENS[said[0]]
        return None if rest is None or (rest > 9 and said[0] != "soixante") else _TENS[said[0]] + rest
    return _under_twenty(said)


def _under_twenty(said: list[str]) -> int | None:
    if len(said) == 1:
        return _UNITS.get(said[0]) or _TEENS.get(said[0])
    if len(said) == 2 and said[0] == "dix" and said[1] in ("sept", "huit", "neuf"):
        return 10 + _UNITS[said[1]]
    return None
