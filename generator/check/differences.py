"""Differences hold together: two claims or more, resolved with a reason, and every declared denial explained by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.parse import Model
from generator.model.records import Claim, ClaimRef, Quote
from generator.model.text import fold, occurrences
from generator.problems import Problem, Related


def check_differences(model: Model, words_of: Callable[[Quote], str]) -> Iterator[Problem]:
    """Differences of one claim, words that no quote of a difference has, and denials that no difference explains. `words_of`
    gives the words of a quote."""
    claims = {claim.ref: claim for event in model.events for claim in event.claims}
    for event in model.events:
        for difference in event.differences:
            distinct = set(difference.claims)
            if len(distinct) < 2 and difference.claims:
                yield Problem("difference-of-one", "a difference needs two claims or more", difference.node.at("claims"), "name the claim it differs from, or take the difference out")
            quotes = [fold(words_of(citation.quote)) for ref in distinct if ref in claims for citation in claims[ref].cites]
            for index, words in enumerate(difference.words):
                if quotes and not any(occurrences(fold(words), quote) for quote in quotes):
                    yield Problem("quote-not-found", f"no quote of this difference's claims has “{words}”", difference.node.at("words", index), "take words from the quotes of its claims, as the documents have them")
    yield from _unexplained(model, claims)


def _unexplained(model: Model, claims: dict[ClaimRef, Claim]) -> Iterator[Problem]:
    """One problem for each claim that is denied, or differed from, without a difference that holds both; whoever else does
    so is told with it, denials before the rest."""
    together = {
        (one, other) for event in model.events for difference in event.differences for one in difference.claims for other in difference.claims
    }
    disputes: dict[ClaimRef, list[tuple[str, Claim]]] = {}
    for claim in claims.values():
        for relation in ("denies", "differs"):
            for target in getattr(claim, relation):
                if target in claims and (claim.ref, target) not in together:
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
