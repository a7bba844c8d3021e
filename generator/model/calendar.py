"""Days, months and seasons as texts name them, in six languages: English, French, German, Italian, Japanese and Spanish.

Receives words and the tag of their language; returns what they name and where it stands. The one reader of dates in
words: workings, quotes that state a date in full, and weekdays and months of claims all go through it. Works nothing out:
which Wednesday is meant is `working`'s. Of a language that is not among the six only ISO dates (2025-12-06) are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.model.edtf import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class Named:
    """A date as words name it: None for what they leave out. `last` is the second day of "6 to 8 December".

    `start` and `end` are where it stands in the words.
    """

    year: int | None
    month: int | None
    day: int | None
    last: int | None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Language:
    """How one language names days. Patterns in `dates` have the groups year, month (a name), number (a month in figures), day,
    last and `era` with `era_year`; the fullest come first, since what one has read the next does not see."""

    name: str
    months: dict[str, int]
    weekdays: re.Pattern
    weekday_names: dict[str, int]
    seasons: re.Pattern
    season_names: dict[str, int]
    dates: tuple[re.Pattern, ...]


def language_of(tag: str) -> Language | None:
    """The language of a tag such as `it` or `en-GB`; None for one that is not read."""
    make = LANGUAGES.get(tag.partition("-")[0].lower())
    return make() if make else None


def languages_read() -> str:
    """The languages that are read, for a help text."""
    *others, last = sorted(make().name for make in LANGUAGES.values())
    return f"{', '.join(others)} and {last}"


def named_dates(words: str, tag: str = "en") -> list[Named]:
    """The dates that words name, in the order they stand; also impossible ones such as 30 February."""
    language = language_of(tag)
    found = []
    for pattern in language.dates if language else (_ISO,):
        for match in pattern.finditer(words):
            groups = dict.fromkeys(("year", "era", "era_year", "number", "month", "day", "last")) | match.groupdict()
            month = groups["number"]
            if groups["month"]:
                month = language.months.get(groups["month"].lower())
                if month is None:
                    continue
            year = groups["year"] or _era_year(groups["era"], groups["era_year"])
            parts = (int(part) if part else None for part in (year, month, _day(groups["day"]), _day(groups["last"])))
            found.append(Named(*parts, match.start(), match.end()))
        words = pattern.sub(lambda match: "\0" * len(match[0]), words)
    return sorted(found, key=lambda named: named.start)


def named_weekdays(words: str, tag: str = "en") -> list[tuple[int, int, int]]:
    """The days of the week that words name, as (Monday 0 … Sunday 6, start, end). A short name of an English day counts only
    where no full one stands: "The Sun said on Friday"."""
    language = language_of(tag)
    if language is None:
        return []
    found = _found(language.weekdays, language.weekday_names, words)
    return found or (_found(_SHORT_ENGLISH_DAY, _SHORT_ENGLISH_DAYS, words) if language is _english() else [])


def named_seasons(words: str, tag: str = "en") -> list[tuple[int, int, int]]:
    """The seasons that words name, as (EDTF code 21 spring … 24 winter, start, end)."""
    language = language_of(tag)
    return _found(language.seasons, language.season_names, words) if language else []


def calendar_names(text: str, tag: str = "en") -> dict[str, str]:
    """Weekdays and months that a text names: each by its full English name, as it stands there first."""
    found: dict[str, str] = {}
    language = language_of(tag)
    if language is _english():
        for match in _ENGLISH_NAME.finditer(text):
            found.setdefault(_ENGLISH_NAMES[match[0][:3]], match[0])
        return found
    for number, start, end in named_weekdays(text, tag):
        found.setdefault(WEEKDAYS[number], text[start:end])
    for named in named_dates(text, tag):
        if named.month and named.month <= 12:
            piece = text[named.start : named.end]
            names = [word for word in re.findall(r"[^\W\d]+", piece) if language and word.lower() in language.months]
            found.setdefault(MONTHS[named.month - 1][0], names[0] if names else piece)
    return found


def _found(pattern: re.Pattern, names: dict[str, int], words: str) -> list[tuple[int, int, int]]:
    hits = ((names.get(match[match.lastindex].lower()), match.span()) for match in pattern.finditer(words))
    return [(number, *span) for number, span in hits if number is not None]  # None: "ſ" counts as "s" where case does not


def _day(written: str | None) -> str | None:
    """A day's number: "6", "1er", "6." or a word for the first."""
    digits = re.match(r"\d+", written or "")
    return digits[0] if digits else "1" if written else None


_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before each era's first."""


def _era_year(era: str | None, year: str | None) -> int | None:
    return _ERAS[era] + (1 if year == "元" else int(year)) if era and year else None


# --- Building the tables ---

_ISO = re.compile(r"\b(?P<year>[0-9]{4})-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?\b")
_YEAR = r"(?P<year>[0-9]{4})\b"
_YEAR_ALONE = re.compile(rf"\b(?=[12]){_YEAR}")
_DAY_FIRST = re.compile(r"(?<![\d./])(?P<day>[0-9]{1,2})(?P<dot>[./])(?P<number>0?[1-9]|1[0-2])(?P=dot)(?P<year>[0-9]{4})\b")


def _numbered(*names: str) -> dict[str, int]:
    """Names with "|" between spellings, in order, to their number from 1."""
    return {spelling: number for number, spellings in enumerate(names, 1) for spelling in spellings.split("|")}


def _either(names) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _european(
    name: str, *, months: tuple[str, ...], short: tuple[str, ...], weekdays: tuple[str, ...], seasons: dict[str, int],
    season: str, first: str, link: str, of: str, alone: str, weekday_end: str = r"\b",
) -> Language:  # fmt: skip
    """A language that writes the day before the month.

    `short` are names of months that count only beside a day's number; `first` is a pattern for what may follow the number of a
    day, or stand for it on the first; `link` joins two days of one month; `of` stands between day, month and year; `alone`
    is a day without a month; `season` has the seasons where they are not other words.
    """
    full, abbreviated = _numbered(*months), _numbered(*short)
    days = {spelling: number - 1 for spelling, number in _numbered(*weekdays).items()}
    day = rf"(?<![\d.,/])(?P<day>{first})"
    last = rf"(?:\s*(?:[-\u2013\u2014]|{link})\s*(?P<last>{first}))?"
    any_month = rf"(?P<month>{_either({*full, *abbreviated})})\b\.?"
    flags = re.IGNORECASE
    return Language(
        name,
        full | abbreviated,
        re.compile(rf"\b({_either(days)}){weekday_end}", flags),
        days,
        re.compile(season, flags),
        seasons,
        (
            _ISO,
            re.compile(rf"{day}{last}\s+(?:{of}\s+)?{any_month}(?:,?\s+(?:{of}\s+)?{_YEAR})?", flags),
            _DAY_FIRST,
            re.compile(rf"\b(?P<month>{_either(full)})\b(?:\s+(?:{of}\s+)?{_YEAR})?", flags),
            re.compile(alone, flags),
            _YEAR_ALONE,
        ),
    )


# --- English ---


def _forms(full: str, *short: str) -> set[str]:
    """The spellings that count as a name. Short ones need their capital ("sat", "sun", "mar" are other words)."""
    spellings = {full, full.upper(), full.lower(), *short, *(name.upper() for name in short)}
    return spellings - {"march", "may"}  # words of their own in small letters


_SHORT_ENGLISH_DAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_SHORT_ENGLISH_DAY = re.compile(rf"\b({_either(name.capitalize() for name in _SHORT_ENGLISH_DAYS)})\b")
_ENGLISH_NAMES = {name[:3]: name for name in (*WEEKDAYS, *(full for full, _ in MONTHS))}
_ENGLISH_NAME = re.compile(
    r"\b(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|"
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)


@cache
def _english() -> Language:
    spellings = set().union(*(_forms(full, short) for full, short in MONTHS), {"Sept", "SEPT"})
    months = {form.lower(): i for i, (full, short) in enumerate(MONTHS, 1) for form in (full, short)} | {"sept": 9}
    weekdays = {full.lower(): i for i, full in enumerate(WEEKDAYS)}
    seasons = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
    month = rf"(?P<month>{_either(spellings)})\b\.?"
    days = (
        r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
        r"(?:\s*(?:[-\u2013\u2014]|\bto\b|\band\b|\bor\b)\s*(?P<last>[0-9]{1,2})(?:st|nd|rd|th)?)?"
    )
    return Language(
        "English",
        months,
        re.compile(rf"\b({_either(form for full in WEEKDAYS for form in _forms(full))})\b"),
        weekdays,
        re.compile(rf"\b({_either(seasons)})\b", re.IGNORECASE),
        seasons,
        (
            _ISO,
            re.compile(rf"\b{days}(?:\s+of)?\s+{month}(?:,?\s+{_YEAR})?"),
            re.compile(rf"\b{month}\s+{days}(?![0-9:])(?:,?\s+{_YEAR})?"),
            re.compile(rf"\b{month}(?:,?\s+(?:of\s+)?{_YEAR})?"),
            re.compile(r"\bthe\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)\b(?!\s+century)"),
            _YEAR_ALONE,
        ),
    )


# --- Japanese: no spaces between words, so that what follows a figure tells what it counts ---

_SPAN = r"(?!間|以内|以上|ぶり|前|後|目|連続|分)"
"""Not after a number of days: "3日間" is three days, "3日前" three days ago."""
_BRACKETED = r"(?:[（(][月火水木金土日祝・]+[）)])?"


@cache
def _japanese() -> Language:
    kanji = "月火水木金土日"
    year = r"(?P<year>\d{4})年|(?P<era>" + "|".join(_ERAS) + r")(?P<era_year>元|\d{1,2})年"
    days = rf"(?P<day>\d{{1,2}})(?:日?{_BRACKETED}(?:から|または|及び|[と、・~～〜\-–—])(?P<last>\d{{1,2}}))?日{_SPAN}"
    return Language(
        "Japanese",
        {},
        re.compile(rf"([{kanji}])曜日?|[（(]([{kanji[:6]}])[）)]|(?<=日)[（(](日)[）)]"),
        {day: number for number, day in enumerate(kanji)},
        re.compile(r"(?:(?<=[今昨来年のが、。「\s])|^)([春夏秋冬])(?=$|[にのはもまかをが、。」\s])"),
        {"春": 21, "夏": 22, "秋": 23, "冬": 24},
        (
            _ISO,
            re.compile(r"(?<!\d)(?P<year>\d{4})/(?P<number>0?[1-9]|1[0-2])/(?P<day>\d{1,2})(?!\d)"),
            re.compile(rf"(?:(?:{year})\s*)?(?<!\d)(?P<number>1[0-2]|[1-9]|１[０-２]|[１-９])月\s*{days}"),
            re.compile(rf"(?:(?:{year})\s*)?(?<!\d)(?P<number>1[0-2]|[1-9]|１[０-２]|[１-９])月(?!\d|間)"),
            re.compile(rf"(?<!\d){days}"),
            re.compile(rf"(?<!\d)(?:{year})(?!間|度|前|後|ぶり)"),
        ),
    )


def _lazily(*name: str, **parts) -> Callable[[], Language]:
    return cache(lambda: _european(*name, **parts))


LANGUAGES = {
    "en": _english,
    "it": _lazily(
        "Italian",
        months=(
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
            "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
        ),
        short=("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set|sett", "ott", "nov", "dic"),
        weekdays=("lunedì|lunedi", "martedì|martedi", "mercoledì|mercoledi", "giovedì|giovedi", "venerdì|venerdi", "sabato", "domenica"),
        seasons={"primavera": 21, "estate": 22, "autunno": 23, "inverno": 24},
        season=r"\b(primavera|estate|autunno|inverno)\b",
        first=r"\d{1,2}[º°]?|\bprimo",
        link=r"(?:\b(?:e|ed|o|al)\b(?:\s+(?:il\b|l['’]))?|\ball['’])",
        of=r"(?:di|del|dello)",
        alone=r"\b(?:il|del|dal|al|nel)\s+(?P<day>\d{1,2})(?=\s*(?:[,.;:!?]?$|[,;]))",
    ),
    "fr": _lazily(
        "French",
        months=(
            "janvier", "février|fevrier", "mars", "avril", "mai", "juin",
            "juillet", "août|aout", "septembre", "octobre", "novembre", "décembre|decembre",
        ),
        short=("janv|jan", "févr|fév", "mar", "avr", "mai", "jun", "juil", "aoû", "sept", "oct", "nov", "déc|dec"),
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        seasons={"printemps": 21, "été": 22, "automne": 23, "hiver": 24},
        # "été" is also "been": a season after an article or with its year.
        season=r"\b(printemps|automne|hiver)\b|(?:\b(?:l['’]|d['’]|cet\s+|en\s+)|^)(été)\b|\b(été)(?=\s+(?:[12]\d{3}|dernier|prochain)\b)",
        first=r"\d{1,2}(?:er)?\b|\bpremier",
        link=r"\b(?:et|ou|au)\b(?:\s+le\b)?",
        of=r"(?:de|du|de\s+l['’]an)",
        alone=r"\b(?:le|du|au)\s+(?P<day>\d{1,2}(?:er)?)(?=\s*(?:[,.;:!?]?$|[,;]))",
    ),
    "de": _lazily(
        "German",
        months=(
            "januar|jänner", "februar|feber", "märz|maerz", "april", "mai", "juni",
            "juli", "august", "september", "oktober", "november", "dezember",
        ),
        short=("jan|jän", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep|sept", "okt", "nov", "dez"),
        weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"),
        weekday_end=r"(?=abend|morgen|vormittag|nachmittag|mittag|nacht|früh|\b)",
        seasons={"frühling": 21, "frühjahr": 21, "sommer": 22, "herbst": 23, "winter": 24},
        season=r"\b(frühling|frühjahr|sommer|herbst|winter)s?\b",
        first=r"\d{1,2}\.?|\bersten?",
        link=r"/|\b(?:und|oder|bis)\b(?:\s+(?:dem|den|zum)\b)?",
        of=r"(?:des\s+Jahres)",
        alone=r"\b(?:am|vom|zum|dem|den)\s+(?P<day>\d{1,2})\.(?=\s*(?:$|[,;]))",
    ),
    "es": _lazily(
        "Spanish",
        months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio",
            "julio", "agosto", "septiembre|setiembre", "octubre", "noviembre", "diciembre",
        ),
        short=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep|sept", "oct", "nov", "dic"),
        weekdays=("lunes", "martes", "miércoles|miercoles", "jueves", "viernes", "sábado|sabado", "domingo"),
        seasons={"primavera": 21, "verano": 22, "otoño": 23, "invierno": 24},
        season=r"\b(primavera|verano|otoño|invierno)\b",
        first=r"\d{1,2}[.º°]{0,2}|\bprimero",
        link=r"\b(?:y|e|o|u|al)\b(?:\s+el\b)?",
        of=r"(?:del?|del\s+año|de\s+este)",
        alone=r"\b(?:el|del|al)\s+(?:día\s+)?(?P<day>\d{1,2})(?=\s*(?:[,.;:!?]?$|[,;]))",
    ),
    "ja": _japanese,
}
"""What makes each language, by its tag: patterns take time to compile, and few timelines need them all."""


def states_day(words: str, tag: str) -> Iterator[tuple[int, int, int]]:
    """The days that words state in full, as (year, month, day)."""
    for named in named_dates(words, tag):
        if named.year is not None and named.month and named.day and not named.last:
            yield named.year, named.month, named.day
