"""Sources to their texts: the document a source names, less what is not part of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.check.timeline import SourceText
from generator.load.documents import Document, Documents
from generator.model.records import Source, Stretch
from generator.model.text import FoldedText, fold, fold_stretches, occurrences, sentences
from generator.problems import Problem, Related, did_you_mean, listed


def resolve_texts(
    sources: dict[str, Source], documents: Documents, known: Mapping[str, SourceText] = MappingProxyType({})
) -> tuple[dict[str, SourceText], list[Problem]]:
    """The text of every source whose document is there, unchanged, and whose stretches are found. A source left out here has
    a problem of its own; its quotes are not looked for, since they would only repeat it. `known` are texts that are known to be
    right, by source."""
    problems: list[Problem] = []
    texts: dict[str, SourceText] = {}
    changed: dict[str, list[Source]] = {}
    converted: dict[str, list[Source]] = {}
    documents.read(source.document for source in sources.values() if source.sha256)
    for source in sources.values():
        if source.id in known:
            texts[source.id] = known[source.id]
            continue
        document = documents.get(source.document)
        if not source.document or not source.sha256:
            continue
        if document is None:
            help_ = did_you_mean(source.document, documents) or f"documents: {listed(documents) or 'none yet'}"
            problems.append(Problem("document-missing", f"no document '{source.document}' under seeds/", source.node.at("document"), help_))
        elif document.error:
            problems.append(Problem("document-unreadable", f"'{document.name}': {document.error}", source.node.at("document"), "mend or exchange the document, or put its text there as a .txt file in UTF-8 and name that"))
        elif document.sha256 != source.sha256:
            changed.setdefault(document.name, []).append(source)
        elif document.converter and source.converter and source.converter.sha256 not in ("", document.converter.sha256):
            converted.setdefault(document.name, []).append(source)
        else:
            if document.converter and "converter" not in source.node.entries:
                help_ = f"check each quote from it, and add `converter: {document.converter}`"
                problems.append(Problem("missing-key", "a source whose document is converted to text lacks `converter`", source.node.spot, help_))
            text, faults = _source_text(source, document)
            problems += faults
            if text:
                texts[source.id] = text
    problems += [_changed(group, documents[name]) for name, group in changed.items()]
    problems += [_converted(group, documents[name]) for name, group in converted.items()]
    return texts, problems


def _changed(sources: list[Source], document: Document) -> Problem:
    first, *rest = sorted(sources, key=lambda source: source.path)
    related = tuple(Related("this source has the same document", source.node.at("sha256")) for source in rest)
    return Problem(
        "document-changed", f"'{document.name}' is not the document that was read when this record was made", first.node.at("sha256"),
        f"restore the document; or, if the change is meant, put {document.sha256} here and check again every quote from it", related,
    )


def _converted(sources: list[Source], document: Document) -> Problem:
    first, *rest = sorted(sources, key=lambda source: source.path)
    related = tuple(Related("this source has the same document", source.converter.node.at("sha256")) for source in rest)
    then, now = first.converter, document.converter
    if (then.name, then.version) == (now.name, now.version):
        made = f"{now.name} {now.version} makes another text of '{document.name}' than this record says it made"
    else:
        made = f"{now.name} {now.version} makes another text of '{document.name}' than {then.name} {then.version} made when this record was made"
    help_ = f"install the locked version; or, if the change is meant, put `converter: {now}` here and check again every quote from it"
    return Problem("conversion-changed", made, then.node.at("sha256"), help_, related)


def _source_text(source: Source, document: Document) -> tuple[SourceText | None, list[Problem]]:
    problems: list[Problem] = []
    start, end = 0, len(document.text)
    if source.part:
        part = _find_stretch(source.part, document, fold_stretches(document.text, ((start, end),)), problems)
        if part is None:
            return None, problems
        start, end = part
    within = fold_stretches(document.text, ((start, end),)) if source.omit else None
    cuts = sorted(cut for omission in source.omit if (cut := _find_omission(omission, document, within, problems)))
    if problems:
        return None, problems
    stretches = []
    for cut_start, cut_end in cuts:
        if start < cut_start:
            stretches.append((start, min(cut_start, end)))
        start = max(start, cut_end)
    if start < end:
        stretches.append((start, end))
    spans = tuple(span for a, b in stretches for span in sentences(document.text, a, b))
    return SourceText(document, tuple(stretches), spans, tuple(cuts)), problems


def _find_omission(omission: Stretch, document: Document, within: FoldedText, problems: list[Problem]) -> tuple[int, int] | None:
    """An omission lies in its source's part; one that begins beyond it says that this stretch of the document is no article."""
    if not occurrences(fold(omission.start), within.text):
        within = fold_stretches(document.text, ((0, len(document.text)),))
    return _find_stretch(omission, document, within, problems)


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
