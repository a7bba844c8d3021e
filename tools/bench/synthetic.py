"""Writes a timeline project of the real shape and any size, the same for the same seed:

    python -m tools.bench.synthetic DIR --events N [--seed S]

News-like documents tell of invented events in invented words, and the records quote them, so that `timeline check --strict` has
nothing to say. Shares (claims an event, citations, workings, statements with a date) follow the first real timeline. Documents are
spread over five years, some weeks crowded; a few actors and places are in very many events.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from generator.model.calendar import calendar_names
from generator.model.edtf import parse
from generator.model.text import ABBREVIATIONS, numbers
from generator.model.working import compute
from generator.scaffold import new_project

SEED = 20251206
EVENTS_A_DOCUMENT = 6
FIRST_DAY, DAYS = date(2018, 1, 8), 5 * 365
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple("January February March April May June July August September October November December".split())
TYPES = ("incident", "movement", "exercise", "statement", "talks", "visit", "measure")
KINDS = ("state", "organisation", "person", "vessel")
PLACE_KINDS = ("sea", "island", "town", "area")
ROLES = ("participant", "speaker", "addressee", "subject", "commentator")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve")
SAYING = {"says": "said", "alleges": "alleged", "announces": "announced", "confirms": "confirmed"}
LINKS = ("after", "while", "although", "before", "because", "where")
PREPOSITIONS = ("near", "off", "around", "south of", "north of", "beyond")

SETTINGS = f"""\
title: Synthetic timeline
description: Invented events in invented words, to measure how long a site of this size takes.
zone: Etc/UTC
language: en
event_types: [{", ".join(TYPES)}]
actor_kinds: [{", ".join(KINDS)}]
place_kinds: [{", ".join(PLACE_KINDS)}]
roles: [{", ".join(ROLES)}]
contact: corrections@example.org
repository: https://github.com/example/synthetic
"""


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or a place: its id, its kind, and the names texts call it by, the record's own first."""

    id: str
    kind: str
    names: tuple[str, ...]
    of: str = ""

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(slots=True)
class Article:
    """One source under way: its place in a document, its sentences so far, and those that no record will cite."""

    id: str
    document: str
    publisher: str
    published: date
    headline: str
    sentences: list[str] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)
    agency: str = ""
    teaser: bool = False
    teasers: list[Article] = field(default_factory=list)


class Words:
    """Made-up words, some of them frequent and most of them rare as in any language, and proper names apart from them."""

    ONSETS = "b br c cl d dr f fl g gr h j k kl l m n p pl pr qu r s sk sl sp st t tr v w z".split()
    VOWELS = "a a e e i o u ai ea ou".split()
    CODAS = ("", "", "", "", "l", "m", "n", "r", "s", "t", "nd", "rn", "st")

    def __init__(self, rng: random.Random):
        self._rng = rng
        self._used: set[str] = set()
        self._nouns, self._adjectives, self._verbs = (self._many(count, end) for count, end in ((2600, ""), (1200, "ic"), (700, "ed")))

    def noun(self) -> str:
        return self._pick(self._nouns)

    def adjective(self) -> str:
        return self._pick(self._adjectives)

    def verb(self) -> str:
        """In the past tense."""
        return self._pick(self._verbs)

    def proper(self) -> str:
        return self._new("").capitalize()

    def _pick(self, ranked: list[str]) -> str:
        # Log-uniform over ranks from the tenth on: the frequencies of Zipf's law, less its very frequent words.
        return ranked[int(10 * (1 + len(ranked) / 10) ** self._rng.random()) - 10]

    def _many(self, count: int, end: str) -> list[str]:
        return [self._new(end) for _ in range(count)]

    def _new(self, end: str) -> str:
        """A word not made before that no reader of dates and numbers could take for one of theirs."""
        pick = self._rng.choice
        while True:
            stem = "".join(pick(self.ONSETS) + pick(self.VOWELS) + pick(self.CODAS) for _ in range(1 if end and pick((True, False)) else 2))
            word = stem + end
            known = numbers(word) or calendar_names(word, "en") or calendar_names(word.capitalize(), "en") or word in ABBREVIATIONS
            if 5 <= len(word) <= 14 and word not in self._used and not known:
                self._used.add(word)
                return word


class Crowd:
    """Things of which a few are picked very often: the one of rank r in proportion to 1 / (r + 3)."""

    def __init__(self, rng: random.Random, things: list[Named]):
        self._rng, self.things = rng, things
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(things))))

    def some(self, count: int, *first: Named) -> list[Named]:
        """That many different ones, `first` among them."""
        found = dict.fromkeys(first)
        while len(found) < min(count, len(self.things)):
            found.setdefault(self._rng.choices(self.things, cum_weights=self._weights)[0])
        return list(found)


def write_project(root: Path, events: int, seed: int = SEED) -> None:
    """Write a project of that many events to `root`, a new or empty folder."""
    rng = random.Random(seed)
    words = Words(rng)
    actors = Crowd(rng, _actors(rng, words, max(12, events // 12)))
    places = Crowd(rng, _places(words, max(4, events // 40)))
    new_project(root)
    (root / "content/timeline.yml").write_text(SETTINGS, encoding="utf-8")
    for actor in actors.things:
        _write(root, "actors", actor.id, _actor_record(actor))
    states = [actor for actor in actors.things if actor.kind == "state"]
    for place in places.things:
        _write(root, "places", place.id, _place_record(rng, place, states))
    articles = _articles(rng, words, events)
    writer = EventWriter(rng, words, actors, places, articles)
    for number in range(events):
        actor_now, place_now = (_due(number, events, crowd.things) for crowd in (actors, places))
        identifier, record = writer.event(number, number * len(articles) // events, actor_now, place_now)
        _write(root, "events", identifier, record)
    for article in articles:
        _write_document(root, rng, words, article)


def _due(number: int, events: int, things: list[Named]) -> Named | None:
    """The one that the event of this number must name, so that every one is named by some event."""
    index = number * len(things) // events
    return things[index] if index != (number - 1) * len(things) // events or number == 0 else None


def _actors(rng: random.Random, words: Words, count: int) -> list[Named]:
    given = [words.proper() for _ in range(60)]
    states = [Named(name.lower(), "state", (name,)) for name in (words.proper() for _ in range(max(3, count // 12)))]
    actors = list(states[:3])
    while len(actors) < count:
        if rng.random() < 0.06 and len(states) > 3:
            actors.append(states.pop())
            continue
        proper, of = words.proper(), rng.choice(states[:3]).id
        kind = rng.choice(("person", "person", "organisation", "organisation", "vessel"))
        names = {
            "person": (f"{rng.choice(given)} {proper}", proper),
            "organisation": (f"Council of {proper}", f"{proper} council"),
            "vessel": (proper,),
        }[kind]
        actors.append(Named(proper.lower(), kind, names, of))
    return actors


def _places(words: Words, count: int) -> list[Named]:
    forms = ("{} Sea", "{} Island", "Port {}", "Cape {}")
    made = []
    for number in range(count):
        proper = words.proper()
        names = (forms[number % 4].format(proper), words.proper()) if number % 3 == 0 else (forms[number % 4].format(proper),)
        made.append(Named(proper.lower(), PLACE_KINDS[number % 4], names))
    return made


def _articles(rng: random.Random, words: Words, events: int) -> list[Article]:
    """One a document, in order of time."""
    publishers = [f"The {words.proper()} {kind}" for kind in ("Gazette", "Post", "Courier", "Herald") for _ in range(6)]
    agencies = [f"{words.proper()} Press Agency" for _ in range(3)]
    crowded = [rng.randrange(DAYS) for _ in range(8)]
    count = max(2, events // EVENTS_A_DOCUMENT)
    days = sorted(rng.randrange(DAYS) if rng.random() < 0.75 else min(DAYS, rng.choice(crowded) + rng.randrange(8)) for _ in range(count))
    return [
        Article(
            f"{(FIRST_DAY + timedelta(day)).isoformat()}-{number:04}", f"{number // 500:02}/{number:05}.txt", rng.choice(publishers),
            FIRST_DAY + timedelta(day), f"{words.noun().capitalize()} {words.noun()} {words.verb()} by {words.adjective()} {words.noun()}",
            agency=rng.choice(agencies) if rng.random() < 0.3 else "",
        )
        for number, day in enumerate(days)
    ]


class EventWriter:
    """Tells events: each adds sentences to its article, and often to the next, and becomes a record that quotes them."""

    def __init__(self, rng: random.Random, words: Words, actors: Crowd, places: Crowd, articles: list[Article]):
        self._rng, self._words, self._actors, self._places, self._articles = rng, words, actors, places, articles
        self._told: list[str] = []

    def event(self, number: int, article_number: int, actor_now: Named | None, place_now: Named | None) -> tuple[str, str]:
        """The id and the record of the next event, told first in the article of that number."""
        rng, article = self._rng, self._articles[article_number]
        teaser = self._teaser(article, number) if number % 31 == 7 else None
        actors = self._actors.some(rng.choice((2, 2, 3, 3, 4)), *([actor_now] if actor_now else []))
        places = self._places.some(rng.choice((1, 1, 2)), *([place_now] if place_now else []))
        second = None if teaser or number % 3 and rng.random() < 0.5 else next(iter(self._articles[article_number + 1 : article_number + 2]), None)
        if not teaser and rng.random() < 0.3:
            article.sentences.append(idle := f"{self._clause(rng.choice(actors).name, self._words.noun())[0]}.")
            article.idle.append(idle)
        claims = Claims(rng, self._words, teaser or article, second, actors, places, self._clause)
        when, dating = claims.happened()
        if not teaser:
            claims.said()
            if second and number % 3 == 0:
                claims.disputed(denied=number % 2 == 0)
            elif rng.random() < 0.9:
                claims.said()
            if rng.random() < 0.55:
                claims.quoted()
        title = f"{actors[0].names[-1]} {self._words.verb()} {self._words.adjective()} {self._words.noun()} {rng.choice(PREPOSITIONS)} {places[0].name}"
        slug = re.sub(r"[^a-z]+", "-", title.lower())[:48].strip("-")
        identifier = f"{when.earliest[0]:04}-{when.earliest[1]:02}-{slug}-{number}"
        planned = "next week" in dating[0]
        lines = [f"title: {_scalar(title)}", f"date: {_quoted(when.text)}", "dating:", *(f"  - {working}" for working in dating), f"type: {rng.choice(TYPES)}"]
        if planned:
            lines.append("status: planned")
        elif when.earliest == when.latest and rng.random() < 0.15:
            lines.insert(2, rng.choice(("time: {part: evening}", "time: {part: morning}", 'time: {clock: "14:30"}', 'time: {clock: "09:05"}')))
        lines += [f"places: [{', '.join(place.id for place in places)}]", "actors:"]
        lines += [f"  - {{actor: {actor.id}, role: {rng.choice(ROLES)}}}" for actor in actors]
        lines += ["summary: >", *(f"  {sentence}" for sentence in claims.summary), "claims:", *claims.lines]
        if claims.difference:
            lines += ["differences:", *claims.difference]
        lines += self._closing(number, background=bool(teaser) or rng.random() < 0.05, several="[" in when.text and rng.random() < 0.3)
        self._told.append(identifier)
        return identifier, "\n".join(lines) + "\n"

    def _teaser(self, article: Article, number: int) -> Article:
        """A short piece in the same document, under the article, with a source of its own."""
        headline = f"{self._words.noun().capitalize()} {self._words.verb()} the {self._words.adjective()} {self._words.noun()}"
        made = Article(f"{article.id}-teaser-{number}", article.document, article.publisher, article.published, headline, teaser=True)
        article.teasers.append(made)
        return made

    def _closing(self, number: int, background: bool, several: bool) -> list[str]:
        rng, lines = self._rng, []
        if self._told and rng.random() < 0.6:
            recent = self._told[-40:]
            earlier = dict.fromkeys(rng.choice(recent) for _ in range(rng.choice((1, 1, 2))))
            lines += ["related:", *(f"  - {{event: {event}, relation: {rng.choice(('follows', 'responds-to', 'part-of', 'repeats'))}}}" for event in earlier)]
        lines += ["background: true"] * background + ["several: true"] * several
        if number % 83 == 5:
            lines += ["corrections:", '  - {date: "2024-02-03", what: "the place was wrong", why: "a reader wrote in"}']
        if number % 97 == 11:
            lines.append(f"formerly: [earlier-name-of-event-{number}]")
        return lines

    def _clause(self, subject: str, noun: str) -> tuple[str, str]:
        """A main clause of some fifteen words, and its first part alone, which holds the subject and the noun."""
        rng, words = self._rng, self._words
        place = rng.choice(self._places.some(1)).name
        main = f"{subject} {words.verb()} the {words.adjective()} {noun} {rng.choice(PREPOSITIONS)} {place}"
        rest = f"{rng.choice(LINKS)} the {words.noun()} of a {words.adjective()} {words.noun()} had {words.verb()} its {words.noun()}"
        if rng.random() < 0.4:
            rest += f" and no {words.noun()} {words.verb()} the {words.adjective()} {words.noun()}"
        return f"{main} {rest}", main


class Claims:
    """The claims of one event under way: `lines` of its record, `summary` sentences with marks, `difference` if accounts differ.
    Sentences that hold the quotes are added to the article, or to the `second` one that tells of the event, too."""

    def __init__(self, rng: random.Random, words: Words, article: Article, second: Article | None, actors: list[Named], places: list[Named], clause):
        self._rng, self._words, self._article, self._second = rng, words, article, second
        self._actors, self._places, self._clause = actors, places, clause
        self.lines: list[str] = []
        self.summary: list[str] = []
        self.difference: list[str] = []
        self._count = 0
        self._happened = None

    def happened(self):
        """What the event is, in the outlet's own voice; its date and the workings that give it."""
        subject, place = self._actors[0], self._places[0].name
        clause, main = self._clause(subject.name, self._words.noun())
        clause = f"{clause} at {place}"
        words, rule, counted = self._when()
        tail = " ".join(clause.split()[-5:])
        self._article.sentences.append(sentence := f"{_capital(clause)} {words}.")
        dating = [self._working(self._article, f"{tail} {words}", rule, counted)]
        when = _given(f"{tail} {words}", rule, counted or self._article.published.isoformat())
        cites = [(self._article, sentence)]
        if self._second:
            again, short = f"{main} {self._rng.choice(LINKS)} the {self._words.noun()} {self._words.verb()}", ""
            if when.earliest == when.latest:
                year, month, day = when.earliest
                short = f" on {day} {MONTHS[month - 1]} {year}"
                dating.append(self._working(self._second, f"{' '.join(again.split()[-4:])}{short}", "stated", ""))
            self._second.sentences.append(other := f"{_capital(again)}{short}.")
            cites.append((self._second, other))
        hedge = "reportedly" if self._rng.random() < 0.05 else ""
        dated = f" {words}" if words.startswith("on ") and self._rng.random() < 0.3 else ""
        claim = self._add(f"{_capital(clause)}{dated}.", "reports", cites, hedge=hedge)
        self._happened = when
        self.summary.append(f"{_capital(main)}, {self._article.publisher} reports.[^{claim}]")
        return when, dating

    def said(self) -> None:
        """A statement of an actor, of two, or of somebody without a name, mostly with the day it was made."""
        rng, article = self._rng, self._article
        clause, main = self._clause(self._rng.choice(self._actors).name, self._words.noun())
        stance, verb = rng.choice(list(SAYING.items()))
        speakers = rng.sample(self._actors, 2 if rng.random() < 0.1 else 1)
        who = " and ".join(speaker.name for speaker in speakers)
        by = f"by: {speakers[0].id}" if len(speakers) == 1 else f"by: [{', '.join(speaker.id for speaker in speakers)}]"
        if rng.random() < 0.12:
            who, by = f"a {self._words.noun()} of the {self._words.noun()}", f"by_words: a {self._words.noun()}"
        extra: list[str] = []
        day, rule = "", ""
        if rng.random() < 0.6:
            ago = rng.randrange(8)
            said = article.published - timedelta(ago)
            day, rule = ("today", "same-day") if ago == 0 else (f"on {WEEKDAYS[said.weekday()]}", "weekday-before")
        opening = f"{_capital(who)} {verb} {day} that".replace("  ", " ")
        article.sentences.append(f"{opening} {clause}.")
        if day:
            named = f"{opening} {' '.join(clause.split()[:5])}"
            given = _given(named, rule, article.published.isoformat())
            extra = [f"    said: {_quoted(given.text)}", "    said_dating:", f"      - {self._working(article, named, rule, '')}"]
        elif self._happened.latest < _day(article.published) and rng.random() < 0.6:
            given = _quoted(f"[{'-'.join(f'{part:02}' for part in self._happened.earliest)}..{article.published.isoformat()}]")
            named, why = _quoted(f"{opening} {' '.join(clause.split()[:5])}"), "after the event and no later than the report"
            extra = [f"    said: {given}", "    said_dating:", f"      - {{source: {article.id}, words: {named}, rule: judged, gives: {given}, why: {why}}}"]
        cites = [(article, clause)]
        if self._second and rng.random() < 0.25:
            self._second.sentences.append(other := f"{_capital(main)}, {who} {verb}.")
            cites.append((self._second, other))
        claim = self._add(f"{_capital(clause)}.", stance, cites, by, extra)
        self.summary.append(f"According to {who}, {main}.[^{claim}]")

    def disputed(self, denied: bool) -> None:
        """Two accounts with different numbers, in two articles, and the difference that holds both."""
        rng, words = self._rng, self._words
        noun, place = f"{words.noun()} {words.noun()}", rng.choice(self._places).name
        fewer, more = rng.sample(NUMBERS, 2)
        speaker = rng.choice(self._actors)
        first = f"{fewer} {noun} had {words.verb()} the {words.adjective()} {words.noun()} at {place}"
        other = f"{more} {noun} had {words.verb()} the {words.noun()} at {place}"
        self._article.sentences.append(f"The {words.noun()} {words.verb()} that {first}.")
        self._second.sentences.append(f"{speaker.name} {'denied this and ' if denied else ''}said that {other}.")
        one = self._add(f"{_capital(first)}.", "reports", [(self._article, first)])
        two = self._add(
            f"{_capital(other)}.", "denies" if denied else "says", [(self._second, other)], f"by: {speaker.id}",
            [f"    {'denies' if denied else 'differs'}: [{one}]"],
        )
        self.summary.append(f"One account counts {fewer} {noun}; {speaker.name} counts {more}.[^{one}][^{two}]")
        self.difference = [f"  - question: {_scalar(f'How many {noun}?')}", f"    claims: [{one}, {two}]"]
        if rng.random() < 0.2:
            self.difference += ["    status: resolved", f"    resolution: A later account of the {words.noun()} has {more}."]
        else:
            self.difference += ["    status: open"]
        self.difference += [f"    words: [{fewer} {noun}, {more} {noun}]"]

    def quoted(self) -> None:
        """A statement with words in quotation marks."""
        words, speaker = self._words, self._rng.choice(self._actors)
        inside = f"{words.adjective()} {words.noun()} of {words.noun()}"
        clause = f"the {words.noun()} {self._rng.choice(PREPOSITIONS)} {self._rng.choice(self._places).name} was a “{inside}”"
        self._article.sentences.append(f"{speaker.name} told reporters that {clause}.")
        claim = self._add(f"{_capital(clause)}.", "says", [(self._article, f"told reporters that {clause}")], f"by: {speaker.id}")
        self.summary.append(f"{speaker.name} speaks of a “{inside}”.[^{claim}]")

    def _add(self, text: str, stance: str, cites: list[tuple[Article, str]], by: str = "", extra: list[str] | None = None, hedge: str = "") -> str:
        self._count += 1
        claim = f"{'-'.join(re.findall('[a-z]{4,}', text.lower())[-2:])}-{self._count}"
        self.lines += [f"  - id: {claim}", f"    text: {_scalar(text)}", *([f"    {by}"] if by else []), f"    stance: {stance}"]
        self.lines += [*([f"    hedge: {hedge}"] if hedge else []), *(extra or []), "    cites:"]
        self.lines += [f"      - {{source: {article.id}, quote: {_quoted(quote)}}}" for article, quote in cites]
        return claim

    def _when(self) -> tuple[str, str, str]:
        """Words that date the event, the rule that reads them, and the date they are counted from where that is not the article's."""
        published, draw = self._article.published, self._rng.random()
        day = published - timedelta(self._rng.choice((1, 1, 2, 2, 2, 3, 4, 5, 6)))
        stated = f"on {day.day} {MONTHS[day.month - 1]}"
        if self._article.teaser:
            return stated, "stated", f"{day.year}"
        for share, found in (
            (0.45, (f"on {WEEKDAYS[day.weekday()]}", "weekday-before", "")),
            (0.60, ("yesterday", "day-before", "")),
            (0.75, (stated, "stated", f"{day.year}")),
            (0.82, ("last week", "week-before", "")),
            (0.87, ("earlier this month", "month-so-far", "")),
            (0.91, ("earlier this week", "week-so-far", "")),
            (0.94, ("last month", "month-before", "")),
            (0.96, ("over the weekend", "weekend-before", "")),
        ):
            if draw < share:
                return found
        return "next week", "week-after", ""

    @staticmethod
    def _working(article: Article, words: str, rule: str, counted: str) -> str:
        given = _given(words, rule, counted or article.published.isoformat())
        start = f", from: {_quoted(counted)}" if counted else ""
        return f"{{source: {article.id}, words: {_quoted(words)}, rule: {rule}{start}, gives: {_quoted(given.text)}}}"


def _day(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _given(words: str, rule: str, counted: str):
    return compute(rule, words, parse(counted))


def _write_document(root: Path, rng: random.Random, words: Words, article: Article) -> None:
    """Write an article's document, with an appeal to readers in some and the teasers below it, and the sources it holds."""
    if not article.sentences:
        article.sentences.append(idle := f"The {words.noun()} {words.verb()} the {words.adjective()} {words.noun()}.")
        article.idle.append(idle)
    opening = f"{article.published.day} {MONTHS[article.published.month - 1]} {article.published.year}"
    paragraphs = [" ".join(article.sentences[start : start + 3]) for start in range(0, len(article.sentences), 3)]
    text = f"{article.headline}\n\n{opening} - " + "\n\n".join(paragraphs) + "\n"
    omit = ""
    if rng.random() < 0.3:
        first, last = f"Readers of {article.publisher} pay for it.", f"Thank you for the {words.noun()} and the {words.noun()}."
        text += f"\n{first} {last}\n"
        omit = f"omit:\n  - {{from: {_quoted(first)}, to: {_quoted(last)}, why: appeal to readers}}\n"
    ends = [(article, article.headline, " ".join(text.split()[-14:]))]
    for teaser in article.teasers:
        text += f"\n{teaser.headline}\n" + " ".join(teaser.sentences) + "\n"
        ends.append((teaser, teaser.headline, " ".join(text.split()[-14:])))
    file = root / "seeds" / article.document
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    for one, first, last in ends:
        part = f"part: {{from: {_quoted(first)}, to: {_quoted(last)}}}\n" if article.teasers else ""
        _write(root, "sources", one.id, _source_record(rng, one, sha256, part, "" if one.teaser else omit))


def _source_record(rng: random.Random, article: Article, sha256: str, part: str, omit: str) -> str:
    agencies = f"agencies: [{article.agency}]\n" if article.agency else ""
    low = "machine_written: true\nreliability: {level: low, why: written by an automated desk}\n" if article.teaser else ""
    accounted = ""
    if rng.random() < 0.7:
        aside = "".join(f"  - {{quote: {_quoted(idle)}, why: no event}}\n" for idle in article.idle)
        accounted = (f"set_aside:\n{aside}" if aside else "") + "accounted: true\n"
    return (
        f"document: {article.document}\nsha256: {sha256}\n{part}{omit}publisher: {article.publisher}\nheadline: {article.headline}\n"
        f"published: {_quoted(article.published.isoformat())}\nlanguage: en\n{agencies}basis: headline and date in the text\n{low}{accounted}"
    )


def _actor_record(actor: Named) -> str:
    lines = [f"name: {actor.name}", f"kind: {actor.kind}"]
    lines += [f"aliases: [{', '.join(actor.names[1:])}]"] if actor.names[1:] else []
    lines += [f"of: {actor.of}"] if actor.of else []
    return "\n".join(lines) + "\n"


def _place_record(rng: random.Random, place: Named, states: list[Named]) -> str:
    lines = [f"name: {place.name}"]
    if place.names[1:]:
        lines += ["names:", f"  - {{name: {place.names[1]}, used_by: [{rng.choice(states).id}]}}"]
    lines += [f"kind: {place.kind}", f'coordinates: ["{rng.uniform(-60, 60):.1f}", "{rng.uniform(-180, 180):.1f}"]', f'radius_km: "{rng.randrange(1, 90)}"']
    return "\n".join(lines) + "\n"


def _write(root: Path, folder: str, identifier: str, text: str) -> None:
    (root / "content" / folder / f"{identifier}.yml").write_text(text, encoding="utf-8", newline="\n")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scalar(text: str) -> str:
    """As a person would write it: without quotation marks where YAML needs none."""
    return text if re.fullmatch(r"[A-Za-z][^:#\"]*", text) else _quoted(text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a synthetic timeline project.")
    parser.add_argument("dir", metavar="DIR", type=Path, help="a new or empty folder")
    parser.add_argument("--events", metavar="N", type=int, required=True)
    parser.add_argument("--seed", metavar="S", type=int, default=SEED)
    options = parser.parse_args()
    write_project(options.dir, options.events, options.seed)


if __name__ == "__main__":
    main()
