"""Differences hold together: two claims or more, resolved with a reason, and every declared denial explained by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set

from generator.check.timeline import Passage
from generator.model.parse import Model
from generator.model.records import Claim, ClaimRef, Difference, Event, Quote
from generator.model.text import fold, occurrences
from generator.problems import Problem, Related


PassageOf = Callable[[Quote], Passage | None]


def check_differences(event: Event, claims: Mapping[ClaimRef, Claim], passage_of: PassageOf) -> Iterator[Problem]:
    """Differences of one claim, and words that no quote of a difference has. `claims` are those of all events, `passage_of` gives
    the passage that was found for a quote."""
    for difference in event.differences:
        distinct = set(difference.claims)
        if len(distinct) < 2 and difference.claims:
            yield Problem("difference-of-one", "a difference needs two claims or more", difference.node.at("claims"), "name the claim it differs from, or take the difference out")
        yield from _strange_words(difference, [claims.get(ref) for ref in distinct], passage_of)


def _strange_words(difference: Difference, claims: list[Claim | None], passage_of: PassageOf) -> Iterator[Problem]:
    """`words` that stand in no quote of the difference's claims; none is told while a claim or a quote is lacking."""
    if not difference.words or not all(claim and claim.cites and all(passage_of(citation.quote) for citation in claim.cites) for claim in claims):
        return
    quotes = [fold(passage_of(citation.quote).text) for claim in claims for citation in claim.cites]
    for index, words in enumerate(difference.words):
        if not any(occurrences(fold(words), quote) for quote in quotes):
            yield Problem("quote-not-found", f"no quote of this difference's claims has “{words}”", difference.node.at("words", index), "take words from the quotes of its claims, as the documents have them")


def unexplained_denials(model: Model, claims: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """One problem for each claim that is denied, or differed from, without a difference that holds both; whoever else does
    so is told with it, denials before the rest. `claims` are the ids of all events' claims."""
    together = {
        (one, other) for event in model.events for difference in event.differences for one in difference.claims for other in difference.claims
    }
    unread = {identifier for (kind, identifier), fields in model.failed.items() if kind == "event" and "differences" in fields}
    disputes: dict[ClaimRef, list[tuple[str, Claim]]] = {}
    for claim in (claim for event in model.events for claim in event.claims if claim.denies or claim.differs):
        for relation in ("denies", "differs"):
            for target in getattr(claim, relation):
                known = target.claim in claims.get(target.event, ())
                if known and (claim.ref, target) not in together and not unread & {claim.event, target.event}:
                    disputes.setdefault(target, []).append((relation, claim))
    for target, found in disputes.items():
        (relation, claim), *rest = sorted(found, key=lambda dispute: dispute[0] != "denies")
        word = "denies" if relation == "denies" else "differs from"
        related = tuple(Related(f"so does '{other.id}'", other.node.at(name)) for name, other in rest)
        yield Problem(
            "unexplained-denial", f"'{claim.id}' {word} '{target.claim}', but no difference shows the two side by side", claim.node.at(relation),
            f"add a difference that holds both claims:\ndifferences:\n  - question: \"…\"\n    claims: [{_name(target, claim)}, {claim.id}]\n    status: open", related,
        )


def _name(ref: ClaimRef, beside: Claim) -> str:
    return ref.claim if ref.event == beside.event else str(ref)
