"""Words that date something → the workings they allow: "on Wednesday", said on Friday 12 December 2025, is 10 December.

Receives words, their language and the date they are counted from; returns `Suggestion`s in the order in which the words stand,
of each expression the usual reading first. What a suggestion gives is what `working.compute` gives for it. Guesses nothing: which
reading is meant, a person decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.model import edtf
from generator.model.calendar import Named, named_dates, named_seasons, named_weekdays
from generator.model.edtf import Date, parse
from generator.model.working import WorkingError, compute, date_named, taken_from, weekday_from


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One reading. `start` and `end` are the offsets of the expression in the words; `counted` the date for `from`, None where
    it is the one that words are counted from anyway; `counts` whether it is needed at all; `meaning` says in plain words what the
    rule does."""

    start: int
    end: int
    rule: str
    gives: Date
    meaning: str
    counted: Date | None = None
    whole: bool = False
    counts: bool = True

    def line(self, source: str, words: str) -> str:
        """The working as it stands in a record."""
        parts = [f"source: {source}", f"words: {json.dumps(words, ensure_ascii=False)}", f"rule: {self.rule}"]
        parts += [f'from: "{self.counted.text}"'] if self.counted else []
        parts += ["whole: true"] if self.whole else []
        return f'- {{{", ".join(parts)}, gives: "{self.gives.text}"}}'


@dataclass(frozen=True, slots=True)
class _Phrases:
    """What a language says, as patterns. `rules` count from the day the words were written, `relative` from another event; the
    pairs are what stands before an expression, and after it; `all_of` makes of two days all that lies between."""

    rules: dict[str, str]
    relative: dict[str, str]
    since: tuple[str, str]
    until: tuple[str, str]
    past: tuple[str, str]
    ahead: tuple[str, str]
    this: tuple[str, str]
    between: str
    whole: str
    all_of: str


def suggest(words: str, start: Date, language: str = "en", named: bool = False) -> tuple[Suggestion, ...]:
    """The workings that words allow. `start` is the date they are counted from: the day their source was published, or, with
    `named`, a date of the curator's choice, which then also answers words such as "the following day"."""
    phrases = _PHRASES.get(language.partition("-")[0].lower())
    found = list(_dates(words, start, language, phrases))
    if phrases:
        found += [*_relative(words, start, language, phrases, named), *_weekdays(words, start, language, phrases)]
        found += _seasons(words, start, language, phrases)
        if named:
            found = [replace(each, counted=start) if each.counts and not each.counted else each for each in found]
        found = [*(bound for each in found for bound in _bounds(words, each, phrases)), *found]
    found.sort(key=lambda each: each.start)
    return tuple({(each.start, each.rule, each.gives): each for each in found}.values())


def counted_elsewhere(words: str, language: str = "en") -> str:
    """The first words that count from another event ("the following day"), or an empty text."""
    phrases = _PHRASES.get(language.partition("-")[0].lower())
    hits = [match for pattern in phrases.relative.values() for match in _find(pattern, words)] if phrases else []
    return min(hits, key=lambda match: match.start())[0] if hits else ""


def _find(pattern: str, words: str) -> Iterator[re.Match]:
    return re.finditer(pattern, words, re.IGNORECASE)


def _says(pattern: str, words: str) -> bool:
    return bool(re.search(pattern, words, re.IGNORECASE))


def _relative(words: str, start: Date, language: str, phrases: _Phrases, named: bool) -> Iterator[Suggestion]:
    """Yesterday, last week, and, where the date is named, the following day."""
    hits = [(rule, match) for rule, pattern in phrases.rules.items() for match in _find(pattern, words)]
    if named:
        hits += [(rule, match) for rule, pattern in phrases.relative.items() for match in _find(pattern, words)]
    months = [each for each in named_dates(words, language) if each.month and each.year is None]
    for rule, match in hits:
        if rule in ("year-before", "year-after") and any(_year_beside(words, each, phrases) for each in months):
            continue  # "in January last year" is a date
        whole = _says(phrases.whole, words) and rule not in ("same-day", "day-before", "day-after")
        if gives := compute(rule, match[0], start, whole=whole):
            whole = whole and gives.precision == "interval"
            yield Suggestion(match.start(), match.end(), rule, gives, _meaning(rule, start, whole=whole), whole=whole)


def _weekdays(words: str, start: Date, language: str, phrases: _Phrases) -> Iterator[Suggestion]:
    days = [each for each in named_dates(words, language) if each.day]
    for number, begin, end in named_weekdays(words, language):
        if any(_NOTHING.fullmatch(words, min(end, each.end), max(begin, each.start)) for each in days):
            continue  # "Wednesday, 10 December": the date says it
        told = set()
        for rule in _weekday_rules(words, number, begin, end, start, phrases):
            gives = weekday_from(rule, number, start)
            if gives and gives not in told:
                told.add(gives)
                yield Suggestion(begin, end, rule, gives, _meaning(rule, start, day=edtf.WEEKDAYS[number], gives=gives))


_NOTHING = re.compile(r"[\s,.（(]*(?:(?:le|el|den|dem)\s+)?", re.IGNORECASE)


def _weekday_rules(words: str, number: int, begin: int, end: int, start: Date, phrases: _Phrases) -> tuple[str, ...]:
    """The rules for a weekday, the usual one first."""
    if _beside(words, begin, end, phrases.past):
        return ("weekday-before",)
    if _beside(words, begin, end, phrases.ahead):
        return ("weekday-after",)
    same = weekday_from("weekday-before", number, start) != weekday_from("weekday-on-or-before", number, start)
    # Said on that very day, or perhaps so: papers then mean today more often than a week ago.
    rules = ("weekday-on-or-before", "weekday-before") if same else ("weekday-before",)
    if _beside(words, begin, end, phrases.since):
        return rules
    if _beside(words, begin, end, phrases.this):
        return ("weekday-on-or-before", "weekday-on-or-after") if same else ("weekday-on-or-after", "weekday-before")
    return (*rules, "weekday-after")


def _dates(words: str, start: Date, language: str, phrases: _Phrases | None) -> Iterator[Suggestion]:
    """Dates in figures. Where the year or the month is left out, the nearest that fits comes first."""
    found = named_dates(words, language)
    if phrases and _says(phrases.between, words) and (len(found) == 2 or len(found) == 1 and found[0].last):
        try:
            gives = compute("between", words, start, language=language)
        except WorkingError:
            gives = None
        if gives:
            lacking = next((each for each in found if each.year is None), None) if found[-1].year is None else None
            meaning = _meaning("between", start, named=lacking)
            yield Suggestion(found[0].start, found[-1].end, "between", gives, meaning, counts=lacking is not None)
            return
    seasons = named_seasons(words, language)
    for each in found:
        if seasons and not each.month and not each.day:
            continue  # "the summer of 2024"
        whole = bool(phrases and each.last and _says(phrases.all_of, words[: each.end]))
        for counted in _years_meant(words, each, start, phrases):
            gives = _date(each, counted or start, whole)
            if gives:
                lacks = each.year is None
                meaning = _meaning("stated", counted or start, named=each if lacks else None, whole=whole)
                yield Suggestion(each.start, each.end, "stated", gives, meaning, counted, whole and gives.precision == "interval", lacks)


def _date(named: Named, start: Date, whole: bool = False) -> Date | None:
    try:
        return date_named(named, start, whole)
    except WorkingError:
        return None


def _years_meant(words: str, named: Named, start: Date, phrases: _Phrases | None) -> list[Date | None]:
    """What a date that lacks its year or month may be completed from: None is the date counted from itself."""
    first, last = start.earliest, start.latest
    if named.year is not None or first is None or last is None or first[0] != last[0] or not 1 < first[0] < 9999:
        return [None]
    if start.precision not in ("day", "one-of"):
        return [None]  # a year or month is what it lacks
    year, month = first[:2]
    if named.month:
        if shift := _year_beside(words, named, phrases):
            return [parse(f"{year + shift:04}")]
        texts = [f"{year + shift:04}" for shift in (-1, 0, 1)]
    elif month == last[1]:
        months = [divmod(year * 12 + month - 1 + shift, 12) for shift in (-1, 0, 1)]
        texts = [f"{year:04}-{month + 1:02}" for year, month in months]
    else:
        return [None]
    gaps = [_gap(_date(named, parse(text)), start) for text in texts]
    nearest = min((1, 0, 2), key=lambda place: gaps[place])
    return [None] if nearest == 1 else [parse(texts[nearest]), None]


def _gap(one: Date | None, other: Date) -> float:
    """Days between two dates, 0 where they meet."""
    if one is None:
        return float("inf")
    ends = [edtf.day_number(day) for date in (one, other) for day in (date.earliest, date.latest)]
    return max(0, ends[0] - ends[3], ends[2] - ends[1])


def _year_beside(words: str, named: Named, phrases: _Phrases | None) -> int:
    """-1 where "last year" stands beside a date, 1 where "next year" does, else 0."""
    for rule, shift in (("year-before", -1), ("year-after", 1)):
        for match in _find(phrases.rules[rule], words) if phrases else ():
            after = match.start() >= named.end and _OF.fullmatch(words[named.end : match.start()])
            before = match.end() <= named.start and _OF.fullmatch(words[match.end() : named.start])
            if after or before:
                return shift
    return 0


_OF = re.compile(r"[\s,]*(?:(?:of|de|del|della|dello|di|du|des|の)\b|(?:dell|de l)['’])?\s*(?:la\s+|l['’])?", re.IGNORECASE)


def _seasons(words: str, start: Date, language: str, phrases: _Phrases) -> Iterator[Suggestion]:
    stated = next((each.year for each in named_dates(words, language) if each.year is not None), None)
    for code, begin, end in named_seasons(words, language):
        if stated is not None:
            counted = parse(f"{stated:04}")
        elif start.earliest is None or start.latest is None or not 1 < start.earliest[0] < 9999:
            continue
        else:
            counted = _season_year(code, start, _beside(words, begin, end, phrases.past), _beside(words, begin, end, phrases.ahead))
        gives = compute("season", words[begin:end], counted or start, language=language)
        if gives:
            lacks = stated is None
            yield Suggestion(begin, end, "season", gives, edtf.words(gives), counted if lacks else None, counts=lacks)


def _season_year(code: int, start: Date, past: bool, ahead: bool) -> Date | None:
    """The year a season began or begins in, where it is not that of the date counted from."""
    year = start.earliest[0]
    first, last = edtf.SEASONS[code][1:]
    begun = (year, *first) <= start.earliest
    if past and not begun or code == 24 and not ahead and start.earliest[1:] <= last:
        return parse(f"{year - 1:04}")
    return parse(f"{year + 1:04}") if ahead and begun else None


def _bounds(words: str, each: Suggestion, phrases: _Phrases) -> Iterator[Suggestion]:
    """ "since Wednesday" and "until Wednesday": the day is a bound."""
    if each.rule == "between" or each.rule == "stated" and each.gives.members:
        return
    for rule, pair in (("not-before", phrases.since), ("not-after", phrases.until)):
        if _beside(words, each.start, each.end, pair) and (gives := compute(rule, "", each.gives)):
            bound = next(end for end in gives.members[0].members if end)
            yield Suggestion(each.start, each.end, rule, gives, _meaning(rule, bound), each.gives)


def _beside(words: str, start: int, end: int, pair: tuple[str, str]) -> bool:
    before, after = pair
    return bool(
        before and re.search(rf"(?:{before})$", words[:start], re.IGNORECASE)
        or after and re.match(rf"(?:{after})", words[end:], re.IGNORECASE)
    )


_MEANINGS = {
    "weekday-before": "the {day} before {start}",
    "weekday-on-or-before": "the {day} on or before {start}",
    "weekday-after": "the {day} after {start}",
    "weekday-on-or-after": "the {day} on or after {start}",
    "same-day": "{start} itself",
    "day-before": "the day before {start}",
    "day-after": "the day after {start}",
    "weekend-before": "{one} of the last weekend that was over before {start}",
    "week-before": "{one} of the week before that of {start}, Monday to Sunday",
    "month-before": "{one} of the month before that of {start}",
    "year-before": "{one} of the year before that of {start}",
    "week-after": "{one} of the week after that of {start}, Monday to Sunday",
    "month-after": "{one} of the month after that of {start}",
    "year-after": "{one} of the year after that of {start}",
    "year-so-far": "{one} from the start of the year to {start}",
    "month-so-far": "{one} from the start of the month to {start}",
    "week-so-far": "{one} from the Monday of the week to {start}",
    "stated": "the date these words name",
    "between": "between the dates these words name",
    "not-after": "on or before {start}",
    "not-before": "on or after {start}",
}


def _meaning(
    rule: str, start: Date, *, day: str = "", gives: Date | None = None, named: Named | None = None, whole: bool = False
) -> str:
    """One plain phrase of what a rule does. `named` is a date of which `start` completes the year or the month."""
    weekday = edtf.weekday(start)
    counted = f"{weekday} {edtf.words(start)}" if weekday else edtf.words(start)
    if gives and rule.startswith("weekday-on-or") and gives.spans == start.spans:
        return f"{counted} itself"
    text = _MEANINGS[rule].format(day=day, start=counted, one="every day" if whole else "one day")
    if whole and rule == "stated":
        text += ", all of it"
    return f"{text}, read as a date of {taken_from(named, start)}" if named else text


# --- What each language says ---

_PHRASES = {
    "en": _Phrases(
        rules={
            "same-day": r"\b(?:(?:earlier |later )?today|tonight|this (?:morning|afternoon|evening))\b",
            "day-before": r"(?<!day before )\b(?:yesterday|last night)\b",
            "day-after": r"(?<!day after )\btomorrow\b",
            "weekend-before": r"\b(?:last|past|the|previous) weekend\b",
            "week-before": r"\blast week\b",
            "month-before": r"\blast month\b",
            "year-before": r"\blast year\b",
            "week-after": r"\b(?:next|the coming) week\b",
            "month-after": r"\b(?:next|the coming) month\b",
            "year-after": r"\b(?:next|the coming) year\b",
            "year-so-far": r"(?<!later )(?<!end of )\b(?:earlier )?this year\b",
            "month-so-far": r"(?<!later )(?<!end of )\b(?:earlier )?this month\b",
            "week-so-far": r"(?<!later )(?<!end of )\b(?:earlier )?this week\b",
        },
        relative={
            "same-day": r"\b(?:(?:on )?the same day|that (?:same )?day)\b",
            "day-before": r"\b(?:the (?:previous|preceding) day|the day before(?! yesterday)|a day (?:earlier|before))\b",
            "day-after": r"\b(?:the (?:following|next) day|the day after(?! tomorrow)|a day later)\b",
            "week-before": r"\b(?:the (?:previous|preceding) week|the week before)\b",
            "week-after": r"\b(?:the following week|the week after)\b",
            "month-before": r"\bthe (?:previous|preceding) month\b",
            "month-after": r"\bthe following month\b",
            "year-before": r"\bthe (?:previous|preceding) year\b",
            "year-after": r"\bthe following year\b",
        },
        since=(r"\b(?:since|from|as of|starting)\s+(?:the\s+)?", ""),
        until=(r"\b(?:until|till|by|up to|no later than)\s+(?:the\s+)?", ""),
        past=(r"\b(?:last|past|previous)\s+", r"\s+last\b"),
        ahead=(r"\b(?:next|coming)\s+", r"\s+next\b"),
        this=(r"\bthis\s+", ""),
        between=r"\bbetween\b",
        whole=r"\b(?:all|whole|entire|throughout|every day)\b",
        all_of=r"\bfrom\s+(?:the\s+)?\S+\s*(?:to|[-\u2013\u2014])",
    ),
    "it": _Phrases(
        rules={
            "same-day": r"\b(?:oggi|stamattina|stamani|stamane|stasera|stanotte|questa (?:mattina|sera)|questo pomeriggio)\b",
            "day-before": r"(?<!altro )\b(?:ieri)\b",
            "day-after": r"\bdomani\b",
            "weekend-before": r"\b(?:(?:scorso|nel|durante il) (?:fine settimana|week-?end)|(?:fine settimana|week-?end) scorso)\b",
            "week-before": r"\b(?:scorsa settimana|settimana (?:scorsa|passata))\b",
            "month-before": r"\b(?:scorso mese|mese (?:scorso|passato))\b",
            "year-before": r"\b(?:scorso anno|anno (?:scorso|passato))\b",
            "week-after": r"\b(?:prossima settimana|settimana prossima)\b",
            "month-after": r"\b(?:prossimo mese|mese prossimo)\b",
            "year-after": r"\b(?:prossimo anno|anno prossimo)\b",
            "year-so-far": r"\bquest['’]anno\b",
            "month-so-far": r"\bquesto mese\b",
            "week-so-far": r"\bquesta settimana\b",
        },
        relative={
            "same-day": r"\b(?:lo stesso giorno|quel giorno)\b",
            "day-before": r"\b(?:il giorno (?:prima|precedente)|la vigilia)\b",
            "day-after": r"\b(?:il giorno (?:dopo|seguente|successivo)|l['’]indomani)\b",
        },
        since=(r"\b(?:da|dal|dallo|dalla|a partire dal?)\s+|\b(?:dall|a partire dall)['’]", ""),
        until=(r"\b(?:entro(?: il)?|(?:fino|sino) al?)\s+|\b(?:entro l|(?:fino|sino) all)['’]", ""),
        past=(r"\b(?:lo |la )?scors[oa]\s+", r"\s+scors[oa]\b"),
        ahead=(r"\bprossim[oa]\s+", r"\s+prossim[oa]\b"),
        this=(r"\bquest[oa]\s+", ""),
        between=r"\b(?:tra|fra)\b",
        whole=r"\b(?:tutt[oa]|inter[oa])\b",
        all_of=r"\bdal\b|\bdall['’]",
    ),
    "fr": _Phrases(
        rules={
            "same-day": r"\b(?:aujourd['’]hui|ce (?:matin|soir)|cet après-midi|cette nuit)(?!\w)",
            "day-before": r"(?<!avant-)(?<!avant )\bhier\b",
            "day-after": r"(?<!après-)(?<!après )\bdemain\b",
            "weekend-before": r"\b(?:week-?end (?:dernier|passé)|dernier week-?end|(?:le|du|au) week-?end(?! prochain))(?!\w)",
            "week-before": r"\bsemaine (?:dernière|passée)(?!\w)",
            "month-before": r"\bmois (?:dernier|passé)(?!\w)",
            "year-before": r"\b(?:année (?:dernière|passée)|an (?:dernier|passé))(?!\w)",
            "week-after": r"\bsemaine prochaine\b",
            "month-after": r"\bmois prochain\b",
            "year-after": r"\b(?:année prochaine|an prochain)\b",
            "year-so-far": r"\bcette année\b",
            "month-so-far": r"\bce mois(?:-ci)?\b",
            "week-so-far": r"\bcette semaine\b",
        },
        relative={
            "same-day": r"\b(?:le jour même|le même jour|ce jour-là)(?!\w)",
            "day-before": r"\b(?:la veille|le jour précédent)\b",
            "day-after": r"\b(?:le lendemain|le jour suivant)\b",
        },
        since=(r"\b(?:depuis|dès|à partir d[eu]|à compter d[eu])\s+(?:le\s+)?", ""),
        until=(r"(?:\bjusqu['’]\s?(?:à|au)\s+|\bd['’]ici\s+(?:à\s+|au\s+|le\s+)?|\bau plus tard\s+(?:le\s+)?)", ""),
        past=("", r"\s+(?:dernier|passé)(?!\w)"),
        ahead=("", r"\s+prochain\b"),
        this=(r"\b(?:ce|cet)\s+", ""),
        between=r"\bentre\b",
        whole=r"\b(?:tout|toute|entière?)\b",
        all_of=r"\bdu\b",
    ),
    "de": _Phrases(
        rules={
            "same-day": r"\bheute\b",
            "day-before": r"\bgestern\b",
            "day-after": r"(?<!heute )(?<!gestern )\b(?-i:morgen)\b",
            "weekend-before": r"\b(?:am|vom|letzte[ns]|vergangene[ns]|vorige[ns]|übers|über das) Wochenende\b",
            "week-before": r"\b(?:letzte|vergangene|vorige)[rn]? Woche\b",
            "month-before": r"\b(?:letzte[nrm]|vergangene[nrm]|vorige[nrm]) Monats?\b",
            "year-before": r"\b(?:(?:letzte|vergangene|vorige)[nsm] Jahr(?:es)?|Vorjahr)\b",
            "week-after": r"\b(?:nächste|kommende)[rn]? Woche\b",
            "month-after": r"\b(?:nächste|kommende)[nrm] Monats?\b",
            "year-after": r"\b(?:nächste|kommende)[nsm] Jahr(?:es)?\b",
            "year-so-far": r"\bdiese[sm] Jahr(?:es)?\b",
            "month-so-far": r"\bdiese[nms] Monats?\b",
            "week-so-far": r"\bdiese[r]? Woche\b",
        },
        relative={
            "same-day": r"\bam (?:selben|gleichen) Tag\b",
            "day-before": r"\b(?:am Vortag|tags zuvor|am Tag zuvor|einen Tag (?:zuvor|vorher))\b",
            "day-after": r"\b(?:am (?:nächsten|folgenden) Tag|tags darauf|am Tag darauf|einen Tag später)\b",
        },
        since=(r"\b(?:seit|ab)\s+(?:dem\s+)?", ""),
        until=(r"\b(?:bis|spätestens)\s+(?:zum\s+|am\s+)?", ""),
        past=(r"\b(?:letzte|vergangene|vorige)[nrsm]?\s+", ""),
        ahead=(r"\b(?:nächste|kommende)[nrsm]?\s+", ""),
        this=(r"\bdiese[nrsm]?\s+", ""),
        between=r"\bzwischen\b",
        whole=r"\b(?:ganze|gesamte)[nrsm]?\b",
        all_of=r"\bvom\b",
    ),
    "es": _Phrases(
        rules={
            "same-day": r"\b(?:hoy|esta (?:mañana|tarde|noche))\b",
            "day-before": r"(?<!antes de )\b(?:ayer|anoche)\b",
            "day-after": r"(?<!pasado )(?<!la )(?<!esta )(?<!una )\bmañana\b",
            "weekend-before": r"\b(?:(?:pasado|el|del) fin de semana(?! (?:próximo|que viene))|fin de semana pasado)\b",
            "week-before": r"\b(?:semana pasada|pasada semana)\b",
            "month-before": r"\b(?:mes pasado|pasado mes(?! de))\b",
            "year-before": r"\b(?:año pasado|pasado año)\b",
            "week-after": r"\b(?:próxima semana|semana (?:próxima|que viene))\b",
            "month-after": r"\b(?:próximo mes|mes (?:próximo|que viene))\b",
            "year-after": r"\b(?:próximo año|año (?:próximo|que viene))\b",
            "year-so-far": r"\beste año\b",
            "month-so-far": r"\beste mes\b",
            "week-so-far": r"\besta semana\b",
        },
        relative={
            "same-day": r"\b(?:el mismo día|ese (?:mismo )?día)\b",
            "day-before": r"\b(?:el día (?:anterior|antes)|la víspera|un día antes)\b",
            "day-after": r"\b(?:al día siguiente|el día (?:siguiente|después)|un día después)\b",
        },
        since=(r"\b(?:desde|a partir de)\s+(?:el\s+)?|\ba partir del\s+", ""),
        until=(r"\b(?:hasta|a más tardar|para)\s+(?:el\s+)?", ""),
        past=(r"\b(?:pasado|último)\s+", r"\s+pasado\b"),
        ahead=(r"\bpróximo\s+", r"\s+(?:próximo|que viene)\b"),
        this=(r"\beste\s+", ""),
        between=r"\bentre\b",
        whole=r"\b(?:tod[oa]|enter[oa])\b",
        all_of=r"\bdel\b",
    ),
    "ja": _Phrases(
        rules={
            "same-day": r"今日|きょう|本日|今朝|けさ|今夜|今晩",
            "day-before": r"(?<!一)昨日|きのう|昨夜|昨晩",
            "day-after": r"明日(?!後)|あす|あした",
            "weekend-before": r"先週末|(?<![今来])週末",
            "week-before": r"先週(?!末|の?[月火水木金土日]曜)",
            "month-before": r"先月",
            "year-before": r"昨年|去年",
            "week-after": r"来週(?!末|の?[月火水木金土日]曜)",
            "month-after": r"来月",
            "year-after": r"来年",
            "year-so-far": r"今年",
            "month-so-far": r"今月",
            "week-so-far": r"今週(?!末|の?[月火水木金土日]曜)",
        },
        relative={
            "same-day": r"同日|その日|当日",
            "day-before": r"前日",
            "day-after": r"翌日",
            "week-before": r"前週",
            "week-after": r"翌週",
            "month-before": r"前月",
            "month-after": r"翌月",
            "year-before": r"前年",
            "year-after": r"翌年",
        },
        since=("", r"(?:曜?日?[）)]?)(?:から|以降|以来|より)"),
        until=("", r"(?:曜?日?[）)]?)まで"),
        past=(r"先週の?", ""),
        ahead=(r"来週の?", ""),
        this=(r"今週の?", ""),
        between=r"の間|(?:から.*まで)",
        whole=r"ずっと|丸一|全体",
        all_of=r"から",
    ),
}
