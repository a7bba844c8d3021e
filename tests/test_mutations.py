"""The gate, tried on a copy of the real records: faults of twelve kinds put in one at a time, up to twenty of each, every one told
at its place. What is chosen follows from the records alone, so that a run can be repeated."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator.check import check_project
from generator.check.evidence import name_index
from generator.check.timeline import Timeline
from generator.load.tree import Mapping, Scalar
from generator.model.edtf import day_from_number, day_number
from generator.model.records import Claim, Event, Source
from generator.model.text import numbers, sentences
from generator.problems import Problem, Spot
from tests.conftest import ROOT

MOST = 20


@dataclass(frozen=True)
class Fault:
    """A change to one file (new text, or a new name), the problem that must be told, and the places where it may stand."""

    path: str
    code: str
    spots: frozenset[Spot]
    text: str = ""
    renamed: str = ""

    @classmethod
    def of(cls, path: str, text: str, code: str, *spots: Spot) -> Fault:
        return cls(path, code, frozenset(spots), text)


class Copy:
    """A copy of the real project; `timeline` is what stands in it before any fault."""

    def __init__(self, root: Path):
        self.root = root
        self.checked = check_project(root)
        assert not self.checked.problems
        self.timeline: Timeline = self.checked.timeline

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def told(self, fault: Fault) -> tuple[Problem, ...]:
        """The problems of a check with the fault in place."""
        file = self.root / fault.path
        if fault.renamed:
            other = file.with_name(fault.renamed)
            file.rename(other)
            try:
                return check_project(self.root).problems
            finally:
                other.rename(file)
        before = file.read_bytes()
        file.write_bytes(fault.text.encode())
        try:
            return check_project(self.root).problems
        finally:
            file.write_bytes(before)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Copy:
    root = tmp_path_factory.mktemp("mutations") / "project"
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, root / name)
    return Copy(root)


# --- Changes of a file's text ---


def offset(text: str, spot: Spot) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: spot.line - 1]) + spot.column - 1


def exchanged(text: str, scalar: Scalar, old: str, new: str) -> str:
    """The file's text with `old`, the first time it stands in a scalar, made `new`."""
    start = offset(text, scalar.spot)
    raw = scalar.raw
    assert text[start : start + len(raw)] == raw and old in raw, (raw, old)
    return text[:start] + raw.replace(old, new, 1) + text[start + len(raw) :]


def without_item(text: str, item: Mapping) -> str:
    """The file's text without one entry of a list written line by line; without the list's key, too, where it was the only one."""
    lines = text.split("\n")
    first = item.spot.line - 1
    dash = lines[first].index("-")
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or indent(lines[last]) > dash):
        last += 1
    alone = not (lines[last : last + 1] and lines[last][dash : dash + 1] == "-" and indent(lines[last]) == dash)
    if alone and not lines[first - 1].lstrip().startswith("-") and lines[first - 1].rstrip().endswith(":"):
        first -= 1
    return "\n".join(lines[:first] + lines[last:])


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def other_letter(letter: str) -> str:
    return "q" if letter != "q" else "z"


# --- The twelve kinds ---


def letters_of_quotes(copy: Copy) -> Iterable[Fault]:
    for event, claim in claims(copy):
        for citation in claim.cites:
            scalar = citation.node.entries["quote"]
            words = re.findall(r"[A-Za-z]{4,}", scalar.value)
            if words and "\\" not in scalar.raw:
                word = words[len(words) // 2]
                wrong = word[:2] + other_letter(word[2]) + word[3:]
                yield Fault.of(event.path, exchanged(copy.text(event.path), scalar, word, wrong), "quote-not-found", scalar.spot)


def digits_of_claims(copy: Copy) -> Iterable[Fault]:
    for event, claim in claims(copy):
        scalar = claim.node.entries["text"]
        quoted = numbers(" ".join(copy.timeline.passages[citation.quote].text for citation in claim.cites))
        for match in re.finditer(r"(?<![\d.,:])\d+(?![\w.,:]*\d|\w)", scalar.raw):
            wrong = next(str(int(match.group()) + n) for n in range(1, 9) if str(int(match.group()) + n) not in quoted)
            yield Fault.of(event.path, exchanged(copy.text(event.path), scalar, match.group(), wrong), "unsupported-number", scalar.spot)
        for match in re.finditer(r"\b(two|three|four|five|six|eight|eleven)\b", scalar.raw):
            if "17" not in quoted:
                yield Fault.of(event.path, exchanged(copy.text(event.path), scalar, match.group(), "17"), "unsupported-number", scalar.spot)


def names_of_claims(copy: Copy) -> Iterable[Fault]:
    names, own = name_index(copy.checked.reading.model)
    for event, claim in claims(copy):
        scalar = claim.node.entries["text"]
        quoted = " ¶ ".join(copy.timeline.passages[citation.quote].text for citation in claim.cites)
        for found in names.find(claim.text):
            written = claim.text[found.start : found.end]
            strangers = (
                actor.name for actor in copy.timeline.actors.values()
                if actor.id not in claim.by and not own["actor", actor.id].find(quoted) and " " in actor.name
            )
            stranger = next(strangers, None)
            if stranger and scalar.raw.count(written) == 1:
                yield Fault.of(event.path, exchanged(copy.text(event.path), scalar, written, stranger), "unsupported-name", scalar.spot)


def marks(copy: Copy) -> Iterable[Fault]:
    for event in copy.timeline.events:
        scalar = event.node.entries["summary"]
        for sentence in event.summary:
            mark = f"[^{sentence.marks[0].ref.claim}]"
            if len(sentence.marks) == 1 and scalar.raw.count(mark) == 1:
                changed = exchanged(copy.text(event.path), scalar, mark, "")
                yield Fault.of(event.path, changed, "sentence-without-claim", scalar.spot_at(sentence.offset))


def citations(copy: Copy) -> Iterable[Fault]:
    """Of claims that have one: the claim is left without any. One of several may go, where the rest bear the claim."""
    for event, claim in claims(copy):
        if len(claim.cites) == 1:
            changed = without_item(copy.text(event.path), claim.cites[0].node)
            yield Fault.of(event.path, changed, "claim-without-citation", claim.node.spot)


def ids_of_claims(copy: Copy) -> Iterable[Fault]:
    places: dict = {}
    for event in copy.timeline.events:
        scalar = event.node.entries["summary"]
        named = [(mark.ref, scalar.spot_at(mark.offset)) for sentence in event.summary for mark in sentence.marks]
        for difference in event.differences:
            named += [(ref, difference.node.at("claims", index)) for index, ref in enumerate(difference.claims)]
        for claim in event.claims:
            named += [(ref, claim.node.at(name, index)) for name, refs in claim.relations() for index, ref in enumerate(refs)]
        for ref, spot in named:
            places.setdefault(ref, set()).add(spot)
    for event, claim in claims(copy):
        if claim.ref in places:
            scalar = claim.node.entries["id"]
            changed = exchanged(copy.text(event.path), scalar, claim.id, f"{claim.id}-x")
            yield Fault.of(event.path, changed, "unknown-claim", *places[claim.ref])


def days_of_workings(copy: Copy) -> Iterable[Fault]:
    for event, working, _ in workings(copy):
        scalar = working.node.entries["gives"]
        if working.rule not in ("judged", "not-after", "not-before") and (first := re.search(r"\d{4}-\d\d-\d\d", scalar.raw)):
            year, month, day = map(int, first.group().split("-"))
            moved = "%04d-%02d-%02d" % day_from_number(day_number((year, month, day)) - 1)
            yield Fault.of(event.path, exchanged(copy.text(event.path), scalar, first.group(), moved), "working-disagrees", scalar.spot)


OTHER_RULES = {
    "weekday-before": "weekday-after", "weekday-on-or-before": "weekday-after", "weekday-after": "weekday-before",
    "weekday-on-or-after": "weekday-before", "same-day": "day-before", "day-before": "day-after", "day-after": "day-before",
    "week-before": "week-after", "week-after": "week-before", "month-before": "month-after", "month-after": "month-before",
    "year-before": "year-after", "year-after": "year-before", "weekend-before": "week-after", "month-so-far": "month-before",
    "week-so-far": "week-before", "season": "year-before", "stated": "weekday-before", "not-after": "not-before", "not-before": "not-after",
    "between": "month-after",
}


def rules_of_workings(copy: Copy) -> Iterable[Fault]:
    for event, working, _ in workings(copy):
        if working.rule in OTHER_RULES:
            scalar = working.node.entries["rule"]
            other = OTHER_RULES[working.rule]
            changed = exchanged(copy.text(event.path), scalar, working.rule, other)
            gives = working.node.at("gives")
            if (gives.line, gives.column) > (scalar.spot.line, scalar.spot.column) and gives.line == scalar.spot.line:
                gives = replace(gives, column=gives.column + len(other) - len(working.rule))
            yield Fault.of(event.path, changed, "working-disagrees", scalar.spot, gives)


def letters_of_documents(copy: Copy) -> Iterable[Fault]:
    by_document: dict[str, list] = {}
    for source in copy.timeline.sources.values():
        by_document.setdefault(source.document, []).append(source)
    for document, sources in sorted(by_document.items()):
        path = f"seeds/{document}"
        text = copy.text(path)
        first = min(sources, key=lambda source: source.path)
        for match in list(re.finditer(r"[a-z]{5}", text))[::25]:
            changed = text[: match.start()] + other_letter(match.group()[0]) + text[match.start() + 1 :]
            yield Fault.of(path, changed, "document-changed", first.node.at("sha256"))


def sentences_set_aside(copy: Copy) -> Iterable[Fault]:
    """Those of the records; and, since the records omit most of what is no article, the same sentences set aside instead, one of
    them forgotten each time."""
    for source in copy.timeline.sources.values():
        if source.accounted:
            text = copy.text(source.path)
            changes = [without_item(text, aside.node) for aside in source.set_aside] + forgetful(copy, source)
            for changed in changes:
                line = next(number for number, line in enumerate(changed.split("\n"), start=1) if line.startswith("accounted: "))
                yield Fault.of(source.path, changed, "unaccounted-sentence", Spot(source.path, line, len("accounted: ") + 1))


def forgetful(copy: Copy, source: Source) -> list[str]:
    """A source's record with its omissions made into sentences set aside, all but one of them, for each of them."""
    text = copy.timeline.texts[source.id]
    document = text.document.text
    kept = [document[start:end] for start, end in text.sentences]
    omitted = [document[a:b] for start, end in text.omitted for a, b in sentences(document, start, end)]
    # A sentence that stands twice would need a prefix.
    omitted = [words for words in omitted if document.count(words) == 1 and '"' not in words and words not in kept]
    lines = copy.text(source.path).split("\n")
    if "omit:" not in lines or source.part or any(len(words) < 3 for words in omitted):
        return []
    first = lines.index("omit:")
    last = next(number for number in range(first + 1, len(lines)) if not lines[number].startswith(" "))
    rest = [line for line in lines[:first] + lines[last:] if line != "set_aside:"]
    own = [line for line in rest if line.startswith("  - {quote:")]
    rest = [line for line in rest if line not in own and line]
    found = []
    for forgotten in omitted:
        asides = own + [f'  - {{quote: "{words}", why: test}}' for words in omitted if words != forgotten]
        found.append("\n".join([*rest, "set_aside:", *asides, ""]))
    return found


def differences(copy: Copy) -> Iterable[Fault]:
    """Those that alone explain a declared denial or difference; two questions about the same two claims explain it twice."""
    held = [(event, one, set(one.claims)) for event in copy.timeline.events for one in event.differences]
    for event, difference, refs in held:
        declared = {
            copy.timeline.claim[ref].node.at(name)
            for ref in refs for name, targets in copy.timeline.claim[ref].relations() for target in targets
            if name in ("denies", "differs") and target in refs
            and not any({ref, target} <= others for _, one, others in held if one is not difference)
        }
        if declared:
            yield Fault.of(event.path, without_item(copy.text(event.path), difference.node), "unexplained-denial", *declared)


def related_events(copy: Copy) -> Iterable[Fault]:
    for event in copy.timeline.events:
        for index, relation in enumerate(event.related):
            target = copy.timeline.event[relation.event]
            yield Fault(target.path, "unknown-event", frozenset({event.node.at("related", index, "event")}), renamed=f"{target.id}-x.yml")


def claims(copy: Copy) -> Iterable[tuple[Event, Claim]]:
    return ((event, claim) for event in copy.timeline.events for claim in event.claims)


def workings(copy: Copy) -> Iterable[tuple]:
    for event in copy.timeline.events:
        yield from ((event, working, event) for working in event.dating)
        for claim in event.claims:
            yield from ((event, working, claim) for working in claim.said_dating)


KINDS = {
    "a letter of a quote": letters_of_quotes,
    "a digit in a claim's text": digits_of_claims,
    "a name in a claim's text": names_of_claims,
    "a mark removed": marks,
    "a citation removed": citations,
    "a claim's id changed": ids_of_claims,
    "gives moved by a day": days_of_workings,
    "a rule exchanged": rules_of_workings,
    "a letter of a document": letters_of_documents,
    "a set_aside removed": sentences_set_aside,
    "a difference removed": differences,
    "a related event renamed": related_events,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_is_told_at_its_place(copy, kind):
    possible = list(KINDS[kind](copy))
    chosen = random.Random(kind).sample(possible, min(MOST, len(possible)))
    missed = []
    for fault in chosen:
        problems = copy.told(fault)
        if not fault.spots & {problem.spot for problem in problems if problem.code == fault.code}:
            missed.append((fault.path, sorted(fault.spots), [(problem.code, problem.spot) for problem in problems[:4]]))
    assert chosen and not missed, f"{len(missed)} of {len(chosen)} {kind}: {missed[:3]}"
    print(f"{kind}: {len(chosen)} of {len(chosen)} told, of {len(possible)} possible")
