"""Sources to their texts: the document a source names, less what is not part of it."""

from __future__ import annotations

from generator.check.timeline import SourceText
from generator.load.documents import Document
from generator.model.records import Source, Stretch
from generator.model.text import FoldedText, fold, fold_stretches, occurrences, sentences
from generator.problems import Problem, Related, did_you_mean, listed


def resolve_texts(sources: dict[str, Source], documents: dict[str, Document]) -> tuple[dict[str, SourceText], list[Problem]]:
    """The text of every source whose document is there, unchanged, and whose stretches are found. A source left out here has
    a problem of its own; its quotes are not looked for, since they would only repeat it."""
    problems: list[Problem] = []
    texts: dict[str, SourceText] = {}
    changed: dict[str, list[Source]] = {}
    for source in sources.values():
        document = documents.get(source.document)
        if not source.document or not source.sha256:
            continue
        if document is None:
            help_ = did_you_mean(source.document, documents) or f"documents: {listed(documents) or 'none yet'}"
            problems.append(Problem("document-missing", f"no document '{source.document}' under seeds/", source.node.at("document"), help_))
        elif document.error:
            problems.append(Problem("document-unreadable", f"'{document.name}': {document.error}", source.node.at("document"), "put the document's text there as a UTF-8 file, and name that"))
        elif document.sha256 != source.sha256:
            changed.setdefault(document.name, []).append(source)
        else:
            text, faults = _source_text(source, document)
            problems += faults
            if text:
                texts[source.id] = text
    problems += [_changed(group, documents[name]) for name, group in changed.items()]
    return texts, problems


def _changed(sources: list[Source], document: Document) -> Problem:
    first, *rest = sorted(sources, key=lambda source: source.path)
    related = tuple(Related("this source has the same document", source.node.at("sha256")) for source in rest)
    return Problem(
        "document-changed", f"'{document.name}' is not the document that was read when this record was made", first.node.at("sha256"),
        f"restore the document; or, if the change is meant, put {document.sha256} here and check again every quote from it", related,
    )


def _source_text(source: Source, document: Document) -> tuple[SourceText | None, list[Problem]]:
    problems: list[Problem] = []
    start, end = 0, len(document.text)
    if source.part:
        part = _find_stretch(source.part, document, fold_stretches(document.text, ((start, end),)), problems)
        if part is None:
            return None, problems
        start, end = part
    folded = fold_stretches(document.text, ((start, end),)) if source.omit else None
    cuts = sorted(cut for omission in source.omit if (cut := _find_stretch(omission, document, folded, problems)))
    if problems:
        return None, problems
    stretches = []
    for cut_start, cut_end in cuts:
        if cut_start > start:
            stretches.append((start, cut_start))
        start = max(start, cut_end)
    if start < end:
        stretches.append((start, end))
    spans = tuple(span for a, b in stretches for span in sentences(document.text, a, b))
    return SourceText(document, tuple(stretches), spans), problems


def _find_stretch(stretch: Stretch, document: Document, folded: FoldedText, problems: list[Problem]) -> tuple[int, int] | None:
    """Offsets of a stretch of a document, both its ends included; each end must stand exactly once in the folded text."""
    first = _find_once(stretch, "from", stretch.start, document, folded, problems)
    last = _find_once(stretch, "to", stretch.end, document, folded, problems)
    if first is None or last is None:
        return None
    if last[1] <= first[0]:
        problems.append(Problem("bad-value", "`to` stands before `from` in the document", stretch.node.at("to"), "exchange them"))
        return None
    return first[0], last[1]


def _find_once(stretch: Stretch, key: str, words: str, document: Document, folded: FoldedText, problems: list[Problem]) -> tuple[int, int] | None:
    wanted = fold(words)
    found = occurrences(wanted, folded.text)
    if len(found) == 1:
        return folded.offsets[found[0]], folded.offsets[found[0] + len(wanted) - 1] + 1
    if not wanted:
        return None
    if found:
        lines = ", ".join(str(document.line_of(folded.offsets[position])) for position in found[:8])
        problems.append(Problem("quote-not-unique", f"these words stand {len(found)} times there", stretch.node.at(key), f"take more words, so that they stand once (lines {lines})"))
    else:
        problems.append(Problem("quote-not-found", f"these words do not stand in '{document.name}', or not in this source's part of it", stretch.node.at(key), "copy them from the document"))
    return None
