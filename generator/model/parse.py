"""Stage 2: raw records → records. One function a kind; each names its fields in the order of the contract.

Says everything that is wrong with a record taken alone: keys, types, dates, forms. Whether ids exist is for the check stage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from generator.load import Loaded, RawRecord
from generator.model import records as r
from generator.model.edtf import Date
from generator.model.reader import Reader, to_number
from generator.model.summary import claim_ref, parse_summary
from generator.model.working import RULES
from generator.problems import Problem

CITATION_SHAPE = '{source: a-source, quote: "the exact words"}'
LONGEST_SUMMARY = 10_000
WORKING_SHAPE = '{source: a-source, words: "on Wednesday", rule: weekday-before, gives: "2025-12-10"}'
URL = r"https?://[^\s<>\"']+"


@dataclass(frozen=True, slots=True)
class Model:
    """Typed records. `failed` has, by kind and id, the top-level fields that could not be read: checks that would only repeat
    such a fault leave them out."""

    settings: r.Settings | None
    events: tuple[r.Event, ...]
    actors: dict[str, r.Actor]
    places: dict[str, r.Place]
    sources: dict[str, r.Source]
    failed: dict[tuple[str, str], frozenset[str]]
    problems: tuple[Problem, ...]


def parse_project(loaded: Loaded) -> Model:
    """Every loaded record, typed, with the problems of each."""
    problems: list[Problem] = []
    failed: dict[tuple[str, str], frozenset[str]] = {}
    made: dict[str, dict] = {"event": {}, "actor": {}, "place": {}, "source": {}}
    settings = None
    for raw in ([loaded.settings] if loaded.settings else []) + list(loaded.records):
        value, unread = (raw.value, frozenset()) if raw.value is not None else parse_record(raw, problems)
        if raw.kind == "timeline":
            settings = value
        else:
            made[raw.kind][raw.id] = value
        if unread:
            failed[raw.kind, raw.id] = unread
    return Model(settings, tuple(made["event"].values()), made["actor"], made["place"], made["source"], failed, tuple(problems))


def parse_record(raw: RawRecord, problems: list[Problem]) -> tuple[object, frozenset[str]]:
    """One record, typed, and its fields that could not be read."""
    parse, what = _PARSERS[raw.kind]
    reader = Reader(raw.node, what, problems)
    record = parse(reader, raw)
    reader.close()
    return record, frozenset(reader.failed)


def parse_settings(reader: Reader, raw: RawRecord) -> r.Settings:
    return r.Settings(
        path=raw.path,
        title=reader.text("title", required=True, limit=120),
        description=reader.text("description", required=True, limit=320),
        zone=_zone(reader, required=True),
        language=reader.choice("language", ("en",), "en"),
        event_types=reader.texts("event_types", required=True),
        actor_kinds=reader.texts("actor_kinds", required=True),
        place_kinds=reader.texts("place_kinds"),
        roles=reader.texts("roles", required=True),
        contact=reader.matching("contact", r"[\w.+-]+@[\w.-]+\w", "an e-mail address"),
        repository=reader.matching("repository", URL, "the address of the repository, starting https://").rstrip("/"),
        licence=reader.one("licence", "a licence", _licence, '{name: "CC BY 4.0", url: https://creativecommons.org/licenses/by/4.0/}'),
        node=reader.node,
    )


def parse_event(reader: Reader, raw: RawRecord) -> r.Event:
    summary = _raw_text(reader, "summary")
    return r.Event(
        id=raw.id,
        path=raw.path,
        title=reader.text("title", required=True, limit=120),
        date=reader.date("date", required=True),
        time=reader.one("time", "a time", _time, '{clock: "14:30"}'),
        order=reader.number("order") or 0.0,
        dating=_workings(reader, "dating", raw.id),
        type=reader.text("type", required=True),
        status=reader.choice("status", r.STATUSES, "happened"),
        places=reader.texts("places"),
        actors=reader.each("actors", "an actor's entry", _role, "{actor: an-actor, role: a-role}", required=True),
        summary=parse_summary(summary, raw.id),
        claims=reader.each("claims", "a claim", lambda inner: _claim(inner, raw.id), "id: a-claim\n    text: …"),
        differences=reader.each("differences", "a difference", lambda inner: _difference(inner, raw.id), "question: …\n    claims: [one, another]"),
        related=reader.each("related", "a related event", _relation, "{event: an-event, relation: follows}"),
        background=reader.flag("background"),
        several=reader.flag("several"),
        added=_day(reader, "added"),
        corrections=reader.each("corrections", "a correction", _correction, '{date: "2026-01-31", what: …, why: …}'),
        formerly=reader.identifiers("formerly"),
        summary_text=summary,
        node=reader.node,
    )


def parse_source(reader: Reader, raw: RawRecord) -> r.Source:
    return r.Source(
        id=raw.id,
        path=raw.path,
        document=reader.text("document", required=True),
        sha256=reader.matching("sha256", r"[0-9a-f]{64}", "the SHA-256 of the document's bytes: 64 of 0-9 and a-f", required=True),
        converter=reader.one("converter", "a converter", _conversion, '{name: trafilatura, version: "2.3.1+2", sha256: …}'),
        part=reader.one("part", "a part", _stretch, '{from: "first words", to: "last words"}'),
        omit=reader.each("omit", "an omission", _omission, '{from: "first words", to: "last words", why: promotion}'),
        publisher=reader.text("publisher", required=True),
        headline=reader.text("headline"),
        byline=reader.text("byline"),
        published=reader.date("published", required=True),
        url=reader.matching("url", URL, "an address starting https://"),
        archive=reader.matching("archive", URL, "an address starting https://"),
        language=reader.matching("language", r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as en, it or zh-Hant", required=True),
        agencies=reader.texts("agencies"),
        basis=reader.text("basis", required=True),
        reliability=reader.one("reliability", "a reliability", _reliability, "{level: low, why: …}"),
        machine_written=reader.flag("machine_written"),
        publish=reader.choice("publish", ("excerpts", "full"), "excerpts"),
        set_aside=reader.each("set_aside", "a sentence set aside", lambda inner: _set_aside(inner, raw.id), '{quote: "the sentence", why: …}'),
        accounted=reader.flag("accounted"),
        formerly=reader.identifiers("formerly"),
        node=reader.node,
    )


def parse_actor(reader: Reader, raw: RawRecord) -> r.Actor:
    return r.Actor(
        id=raw.id,
        path=raw.path,
        name=reader.text("name", required=True, limit=120),
        kind=reader.text("kind", required=True),
        aliases=reader.texts("aliases"),
        role=reader.text("role", limit=280),
        of=reader.text("of"),
        wikidata=reader.matching("wikidata", r"Q[1-9]\d*", "an item's id such as Q17"),
        note=reader.text("note", limit=600),
        formerly=reader.identifiers("formerly"),
        node=reader.node,
    )


def parse_place(reader: Reader, raw: RawRecord) -> r.Place:
    return r.Place(
        id=raw.id,
        path=raw.path,
        name=reader.text("name", required=True, limit=120),
        names=reader.each("names", "a name", _place_name, "{name: …, used_by: [an-actor]}"),
        kind=reader.text("kind"),
        coordinates=_coordinates(reader),
        radius_km=reader.number("radius_km", least=0),
        zone=_zone(reader),
        wikidata=reader.matching("wikidata", r"Q[1-9]\d*", "an item's id such as Q17"),
        note=reader.text("note", limit=600),
        formerly=reader.identifiers("formerly"),
        node=reader.node,
    )


_PARSERS = {
    "timeline": (parse_settings, "the timeline"), "event": (parse_event, "an event"), "actor": (parse_actor, "an actor"),
    "place": (parse_place, "a place"), "source": (parse_source, "a source"),
}  # fmt: skip


def _claim(reader: Reader, event: str) -> r.Claim:
    claim = r.Claim(
        event=event,
        id=reader.identifier("id", required=True),
        text=reader.text("text", required=True, limit=280),
        by=reader.texts("by", or_one=True),
        by_words=reader.text("by_words"),
        stance=reader.choice("stance", r.STANCES, "says", required=True),
        hedge=reader.text("hedge"),
        said=reader.date("said"),
        said_dating=_workings(reader, "said_dating", event),
        denies=_claim_refs(reader, "denies", event),
        confirms=_claim_refs(reader, "confirms", event),
        corrects=_claim_refs(reader, "corrects", event),
        differs=_claim_refs(reader, "differs", event),
        inferred=reader.each("inferred", "an inference", _inference, '{what: "two", why: …}'),
        cites=reader.each("cites", "a citation", _citation, CITATION_SHAPE),
        node=reader.node,
    )
    if not claim.cites and "cites" not in reader.failed:
        reader.failed.add("cites")
        reader.problems.append(Problem("claim-without-citation", f"claim '{claim.id}' rests on no words of a source", reader.node.spot, f"cites:\n  - {CITATION_SHAPE}"))
    return claim


def _citation(reader: Reader) -> r.Citation:
    return r.Citation(_quote(reader, "quote"), reader.choice("voice", ("outlet", "claimant"), "claimant"), reader.text("origin"), reader.node)


def _quote(reader: Reader, key: str) -> r.Quote:
    return r.Quote(reader.text("source", required=True), reader.text(key, required=True), reader.text("prefix"), reader.text("suffix"))


def _workings(reader: Reader, key: str, event: str) -> tuple[r.Working, ...]:
    return reader.each(key, "a working", _working, WORKING_SHAPE)


def _working(reader: Reader) -> r.Working:
    working = r.Working(
        quote=_quote(reader, "words"),
        rule=reader.choice("rule", RULES, required=True),
        gives=reader.date("gives", required=True),
        start=reader.date("from"),
        from_event=reader.text("from_event") or None,
        whole=reader.flag("whole"),
        why=reader.text("why"),
        node=reader.node,
    )
    if working.rule == "judged" and not working.why and "why" not in reader.failed:
        reader.fault("rule", "missing-key", "a judged date says `why`", 'add `why: "…"`: what a reader must know to judge as you did')
    if working.start and working.from_event:
        reader.fault("from_event", "bad-value", "a working counts from a date or from an event, not both", "take `from` or `from_event` out")
    return working


def _difference(reader: Reader, event: str) -> r.Difference:
    difference = r.Difference(
        question=reader.text("question", required=True, limit=200),
        claims=_claim_refs(reader, "claims", event, required=True),
        status=reader.choice("status", ("open", "resolved"), "open", required=True),
        resolution=reader.text("resolution", limit=400),
        silent=reader.texts("silent"),
        words=reader.texts("words"),
        node=reader.node,
    )
    if difference.status == "resolved" and not difference.resolution and "resolution" not in reader.failed:
        reader.fault("status", "missing-key", "a resolved difference says how", 'add `resolution: "…"`: what in the documents settles it')
    return difference


def _claim_refs(reader: Reader, key: str, event: str, required: bool = False) -> tuple[r.ClaimRef, ...]:
    return tuple(claim_ref(text, event) for text in reader.texts(key, required))


def _raw_text(reader: Reader, key: str) -> str:
    """A required text as YAML gives it, untrimmed, so that offsets into it stay those of the scalar."""
    return reader.node.entries[key].value if reader.text(key, required=True, limit=LONGEST_SUMMARY) else ""


def _time(reader: Reader) -> r.Time | None:
    clock = reader.matching("clock", r"([01]\d|2[0-3]):[0-5]\d", 'hours and minutes, 24 hours: "14:30"')
    part = reader.choice("part", r.DAY_PARTS)
    zone = _zone(reader)
    if bool(clock) == bool(part) and not reader.failed:
        reader.problems.append(Problem("bad-value", "a time has a clock or a part of the day, one of them", reader.node.spot, '{clock: "14:30"} or {part: evening}'))
        reader.failed.add("clock")
    return r.Time(clock, part, zone) if bool(clock) != bool(part) else None


def _zone(reader: Reader, required: bool = False) -> str:
    zone = reader.text("zone", required)
    if zone:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            reader.fault("zone", "bad-value", f"'{zone}' is not a time zone", "a name of the IANA list, such as Europe/Rome or Etc/UTC")
    return zone


def _day(reader: Reader, key: str) -> Date | None:
    """One known day of our calendar, for what is dated by the records' keepers themselves."""
    date = reader.date(key)
    if date is None or key in reader.failed:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date.text) or date.precision != "day" or date.earliest[0] < 1:
        reader.fault(key, "bad-date", f"'{date.text}': `{key}` is one known day", 'year, month and day: "2026-01-31"')
        return None
    return date


def _licence(reader: Reader) -> r.Licence:
    return r.Licence(reader.text("name", required=True, limit=120), reader.matching("url", URL, "the address of its text, starting https://", required=True))


def _coordinates(reader: Reader) -> tuple[float, float] | None:
    texts = reader.texts("coordinates")
    if not texts:
        return None
    numbers = [to_number(text) for text in texts]
    if len(numbers) != 2 or None in numbers or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        reader.fault("coordinates", "bad-value", "coordinates are two numbers: latitude −90 to 90, longitude −180 to 180", '["35.29", "139.67"]')
        return None
    return numbers[0], numbers[1]


def _role(reader: Reader) -> r.Role:
    return r.Role(reader.text("actor", required=True), reader.text("role", required=True))


def _relation(reader: Reader) -> r.Relation:
    return r.Relation(reader.text("event", required=True), reader.choice("relation", r.RELATIONS, "follows", required=True))


def _correction(reader: Reader) -> r.Correction:
    return r.Correction(reader.date("date", required=True), reader.text("what", required=True), reader.text("why", required=True))


def _inference(reader: Reader) -> r.Inference:
    return r.Inference(reader.text("what", required=True), reader.text("why", required=True))


def _conversion(reader: Reader) -> r.Conversion:
    sha256 = reader.matching("sha256", r"[0-9a-f]{64}", "the SHA-256 of the converted text: 64 of 0-9 and a-f", required=True)
    return r.Conversion(reader.text("name", required=True), reader.text("version", required=True), sha256, reader.node)


def _stretch(reader: Reader) -> r.Stretch:
    return r.Stretch(reader.text("from", required=True), reader.text("to", required=True), "", reader.node)


def _omission(reader: Reader) -> r.Stretch:
    return r.Stretch(reader.text("from", required=True), reader.text("to", required=True), reader.text("why", required=True), reader.node)


def _set_aside(reader: Reader, source: str) -> r.SetAside:
    quote = r.Quote(source, reader.text("quote", required=True), reader.text("prefix"), reader.text("suffix"))
    return r.SetAside(quote, reader.text("why", required=True), reader.node)


def _reliability(reader: Reader) -> r.Reliability:
    return r.Reliability(reader.choice("level", ("ordinary", "low"), "ordinary", required=True), reader.text("why", required=True))


def _place_name(reader: Reader) -> r.PlaceName:
    return r.PlaceName(reader.text("name", required=True), reader.texts("used_by", or_one=True))
