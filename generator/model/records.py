"""The records of a timeline as values: what curators wrote, typed, with nothing resolved yet.

Receives nothing by itself: `parse.py` builds these from loaded YAML. Every record keeps its `node`, the mapping it was
read from, so that later stages can name the line and column of any value with `record.node.at(key, …)`. References
to other records are ids; whether they exist is for the check stage to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.load.tree import Mapping
from generator.model.edtf import Date

STANCES = ("says", "reports", "alleges", "denies", "confirms", "announces", "plans")
STATUSES = ("happened", "planned", "cancelled")
RELATIONS = ("follows", "responds-to", "part-of", "repeats", "corrects")
DAY_PARTS = ("night", "morning", "afternoon", "evening", "late")


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """Names one claim anywhere: `event-id#claim-id`; a bare `claim-id` has been completed with its own event."""

    event: str
    claim: str

    def __str__(self) -> str:
        return f"{self.event}#{self.claim}"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that must stand in a source's text, exactly once, or once between `prefix` and `suffix`."""

    source: str
    words: str
    prefix: str = ""
    suffix: str = ""

    def __hash__(self) -> int:
        return hash(self.words)  # tells nearly all quotes apart, and a text remembers its hash


@dataclass(frozen=True, slots=True)
class Working:
    """How a date follows from the words of a source: `rule` counted from `start`, or from the date of `from_event`."""

    quote: Quote
    rule: str
    gives: Date
    start: Date | None
    from_event: str | None
    whole: bool
    why: str
    node: Mapping = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of one source that carry a claim. `voice` is "outlet" where the source states as fact what `by` claims;
    `origin` names whose words they are, where a record says so."""

    quote: Quote
    voice: str
    origin: str
    node: Mapping = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Inference:
    """A number, date or name in a claim's text that no quote of the claim holds, and why it may stand there."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claimant says about an event. No `by` and no `by_words`: the outlet's own voice."""

    event: str
    id: str
    text: str
    by: tuple[str, ...]
    by_words: str
    stance: str
    hedge: str
    said: Date | None
    said_dating: tuple[Working, ...]
    denies: tuple[ClaimRef, ...]
    confirms: tuple[ClaimRef, ...]
    corrects: tuple[ClaimRef, ...]
    differs: tuple[ClaimRef, ...]
    inferred: tuple[Inference, ...]
    cites: tuple[Citation, ...]
    node: Mapping = field(compare=False, repr=False)

    @property
    def ref(self) -> ClaimRef:
        return ClaimRef(self.event, self.id)

    def relations(self) -> tuple[tuple[str, tuple[ClaimRef, ...]], ...]:
        """The claim's relations to others, as (relation, targets), empty ones left out."""
        named = (("denies", self.denies), ("confirms", self.confirms), ("corrects", self.corrects), ("differs", self.differs))
        return tuple((name, targets) for name, targets in named if targets)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two or more claims that cannot all be true, or that differ. `silent` names sources known to say nothing; `words` are the
    words of quotes in which the accounts part, for the reader's eye."""

    question: str
    claims: tuple[ClaimRef, ...]
    status: str
    resolution: str
    silent: tuple[str, ...]
    words: tuple[str, ...]
    node: Mapping = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark of a summary: the claim it names and where it stands, as an offset into the summary's value."""

    ref: ClaimRef
    offset: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands between two groups of marks in a summary, and the marks it ends in. `offset` and `end` count characters from
    the start of the summary's value; `paragraph` from 0."""

    text: str
    marks: tuple[Mark, ...]
    offset: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Time:
    """The time of day: a clock ("14:30") or a part of the day, in `zone` (IANA; empty: the first place's, else the timeline's)."""

    clock: str
    part: str
    zone: str

    def minutes(self) -> int:
        """Minutes after midnight; a part of the day counts from its usual beginning."""
        if self.clock:
            hours, minutes = self.clock.split(":")
            return int(hours) * 60 + int(minutes)
        return {"night": 0, "morning": 6, "afternoon": 12, "evening": 18, "late": 22}[self.part] * 60


@dataclass(frozen=True, slots=True)
class Role:
    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to an earlier event: this event `relation` (follows, responds-to …) that `event`."""

    event: str
    relation: str


@dataclass(frozen=True, slots=True)
class Correction:
    date: Date
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was said, or is planned; `several` times within its date, maybe. `added`: the day its record was first
    published. `formerly`, here and in other records: ids it had, whose addresses lead on.
    `summary_text` is the summary as YAML gives it, for the offsets of its sentences."""

    id: str
    path: str
    title: str
    date: Date
    time: Time | None
    order: float
    dating: tuple[Working, ...]
    type: str
    status: str
    places: tuple[str, ...]
    actors: tuple[Role, ...]
    summary: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    differences: tuple[Difference, ...]
    related: tuple[Relation, ...]
    background: bool
    several: bool
    added: Date | None
    corrections: tuple[Correction, ...]
    formerly: tuple[str, ...]
    summary_text: str = field(repr=False)
    node: Mapping = field(compare=False, repr=False)

    @property
    def sort_key(self) -> tuple:
        """Time order: date, then clock or part of the day (none first), then `order`, then id."""
        return (self.date.sort_key, self.time.minutes() if self.time else -1, self.order, self.id)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document from the words `start` to the words `end`, both included; `why` it is left out, if it is."""

    start: str
    end: str
    why: str
    node: Mapping = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sentence of a source that carries no event, and why."""

    quote: Quote
    why: str
    node: Mapping = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reliability:
    level: str
    why: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """What made the text that a source's quotes were taken from: the converter's name, its version, the text's SHA-256."""

    name: str
    version: str
    sha256: str
    node: Mapping = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as published, or one stretch (`part`) of it."""

    id: str
    path: str
    document: str
    sha256: str
    converter: Conversion | None
    part: Stretch | None
    omit: tuple[Stretch, ...]
    publisher: str
    headline: str
    byline: str
    published: Date
    url: str
    archive: str
    language: str
    agencies: tuple[str, ...]
    basis: str
    reliability: Reliability | None
    machine_written: bool
    publish: str
    set_aside: tuple[SetAside, ...]
    accounted: bool
    formerly: tuple[str, ...]
    node: Mapping = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state, organisation, unit or vessel."""

    id: str
    path: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    role: str
    of: str
    wikidata: str
    note: str
    formerly: tuple[str, ...]
    node: Mapping = field(compare=False, repr=False)

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A further name of a place, and the actors (ids) who use it."""

    name: str
    used_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A named spot or area. `coordinates` are degrees (latitude, longitude), WGS 84; `radius_km` how wide the area is."""

    id: str
    path: str
    name: str
    names: tuple[PlaceName, ...]
    kind: str
    coordinates: tuple[float, float] | None
    radius_km: float | None
    zone: str
    wikidata: str
    note: str
    formerly: tuple[str, ...]
    node: Mapping = field(compare=False, repr=False)

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *(other.name for other in self.names))


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms under which the records are published: what they are called, and where they stand."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The timeline itself, from `content/timeline.yml`."""

    path: str
    title: str
    description: str
    zone: str
    language: str
    event_types: tuple[str, ...]
    actor_kinds: tuple[str, ...]
    place_kinds: tuple[str, ...]
    roles: tuple[str, ...]
    contact: str
    repository: str
    licence: Licence | None
    node: Mapping = field(compare=False, repr=False)
