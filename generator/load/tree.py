"""YAML to a tree of plain values that know their place: text in, `Mapping`, `Sequence` and `Scalar` out.

Every scalar stays a string; the model converts. Read by libyaml alone, because PyYAML's two parsers disagree about some
inputs and a record must mean the same everywhere. Refused with a problem: anchors, aliases, tags, merge keys, several
documents in one file, keys that are not plain text, duplicate keys, deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import yaml

from generator.load.characters import SUSPECT, fault
from generator.problems import Problem, Related, Spot

MAX_DEPTH = 24
"""Deeper nesting than any record needs; keeps hostile input from exhausting the stack."""

_BLANK = ("\t", " ")
_CUT = re.compile(r"([ \t]+)(#[^\s#][^\n]*)")
"""A comment behind a value whose # is followed by something other than a space."""

FEATURE_HELP = "records are plain text, lists and mappings, so that every reader sees the same value; write the value out"

if not getattr(yaml, "__with_libyaml__", False):
    raise RuntimeError("PyYAML was built without libyaml; install the locked requirements, whose wheel has it")


@dataclass(slots=True, eq=False)
class Scalar:
    """A piece of text as written. `raw` is the source between the scalar's marks, quotes or block header included.

    There are hundreds of thousands in a large project: not frozen, because that makes them slow to make, and with the parts of
    their `spot`, which is seldom asked for."""

    value: str
    path: str
    line: int
    column: int
    raw: str = ""
    style: str = ""

    @property
    def spot(self) -> Spot:
        return Spot(self.path, self.line, self.column)

    def spot_at(self, offset: int) -> Spot:
        """The place in the file of the value's character at `offset`, for a problem inside a long text.

        Folding and quoting move white space only, so the n-th visible character of the value is the n-th visible
        character of the source. Escapes in double quotes would break the count: there the scalar's own place is given.
        """
        body = 0
        if self.style in "|>" and self.style:
            body = self.raw.find("\n") + 1
        elif self.style in "'\"" and self.style:
            body = 1
            if "\\" in self.raw or "''" in self.raw:
                return self.spot
        wanted = sum(1 for character in self.value[:offset] if not character.isspace())
        for position in range(body, len(self.raw)):
            if self.raw[position].isspace():
                continue
            if wanted == 0:
                before = self.raw[:position]
                newlines = before.count("\n")
                column = position - (before.rfind("\n") + 1) + 1 if newlines else self.spot.column + position
                return Spot(self.spot.path, self.spot.line + newlines, column)
            wanted -= 1
        return self.spot


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Mapping:
    """Entries by key in the order written; `keys` are the keys as they stand there."""

    entries: dict[str, Node]
    spot: Spot
    keys: dict[str, Scalar] = field(default_factory=dict)

    def at(self, *path: str | int) -> Spot:
        """The place of a value inside: `at("cites", 0, "quote")`; the nearest enclosing value where the path ends early."""
        node: Node = self
        for step in path:
            if isinstance(node, Mapping) and step in node.entries:
                node = node.entries[step]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                break
        return node.spot


Node = Scalar | Sequence | Mapping


def mappings(node: Node) -> list[Mapping]:
    """All mappings of a tree, itself included, in the order written."""
    if isinstance(node, Scalar):
        return []
    inside = node.items if isinstance(node, Sequence) else node.entries.values()
    found = [node] if isinstance(node, Mapping) else []
    for one in inside:
        found += mappings(one)
    return found


class Reread:
    """A file whose tree is made when somebody asks for a place in it; `read` makes it, or None where the file has gone."""

    def __init__(self, read: Callable[[], Mapping | None], path: str):
        self._read = read
        self._path = path
        self._found: list[Mapping] | None = None

    def mapping(self, number: int) -> Mapping:
        """The mapping of that number in the order written."""
        if self._found is None:
            tree = self._read()
            self._found = mappings(tree) if tree else []
        return self._found[number] if number < len(self._found) else Mapping({}, Spot(self._path))


class Deferred(Mapping):
    """A mapping that is read when it is asked for what it holds: the one of a number in its file."""

    __slots__ = ("_file", "_number")
    __setattr__ = object.__setattr__

    def __init__(self, file: Reread, number: int):
        self._file = file
        self._number = number

    @property
    def entries(self) -> dict[str, Node]:
        return self._file.mapping(self._number).entries

    @property
    def keys(self) -> dict[str, Scalar]:
        return self._file.mapping(self._number).keys

    @property
    def spot(self) -> Spot:
        return self._file.mapping(self._number).spot


def parse_tree(text: str, path: str) -> tuple[Mapping | None, list[Problem]]:
    """The tree of one record file and the problems of its YAML; no tree where the text cannot be read at all."""
    builder = _Builder(text, path)
    try:
        root = builder.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        spot = Spot(path, mark.line + 1, mark.column + 1) if mark else Spot(path)
        what = error.problem or error.context or "the text cannot be read"
        return None, [*builder.problems, Problem("yaml-syntax", f"not YAML here: {what}", spot, _syntax_help(text, spot))]
    except yaml.YAMLError as error:
        return None, [*builder.problems, Problem("yaml-syntax", f"not YAML: {error}", Spot(path))]
    except _TooDeep as error:
        return None, [Problem("yaml-feature", f"nested more than {MAX_DEPTH} deep", error.spot, "no record needs this")]
    if root is None:
        return None, [*builder.problems, Problem("yaml-syntax", "the file is empty", Spot(path), "`timeline new` writes a record to fill in")]
    if not isinstance(root, Mapping):
        return None, [*builder.problems, Problem("bad-value", "a record is a mapping of `field: value` lines", root.spot)]
    return root, builder.problems


def _syntax_help(text: str, spot: Spot) -> str:
    """What most often went wrong on the line at fault: a colon or quote in unquoted text, a tab."""
    lines = text.split("\n")
    line = lines[spot.line - 1] if spot.line <= len(lines) else ""
    above = lines[spot.line - 2] if 2 <= spot.line <= len(lines) + 1 else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not tabs"
    if "\u00a0" in line[: spot.column] or "\u00a0" in above:
        return "a no-break space stands here or on the line above, where a plain one belongs"
    if line.count('"') > 2 or any(mark in line for mark in ("“ ", "”,", "”}")) and line.count('"') < 2:
        return "text in straight double quotes: write a double quote inside it as \\\" or as a curly one, “ or ”"
    if line.count('"') == 1 or above.count('"') % 2:
        return "a double quote is open here or further up: close it"
    if re.search(r":\s.*:\s", line) or re.search(r"\w: [^\"'\[{>|].*[:#]", line):
        return "put text that holds a colon, a comma or a # in double quotes"
    return "check quotes, brackets and indentation here and on the line above"


class _TooDeep(Exception):
    def __init__(self, spot: Spot):
        super().__init__(spot)
        self.spot = spot


class _Builder:
    """Builds the tree of one file from libyaml's events, collecting problems on the way."""

    def __init__(self, text: str, path: str):
        self.text = text
        self.path = path
        self.problems: list[Problem] = []
        self.next = yaml.CBaseLoader(text).get_event

    def document(self) -> Node | None:
        root = None
        documents = 0
        while not isinstance(event := self.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._feature(event, "a second document in one file")
            elif not isinstance(event, (yaml.StreamStartEvent, yaml.DocumentEndEvent)):
                node = self._node(event, 0)
                root = node if documents == 1 else root
        return root

    def _node(self, event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _TooDeep(self._spot(event))
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            return self._scalar(event)  # as nearly all are
        if isinstance(event, yaml.AliasEvent):
            self._feature(event, f"an alias, `*{event.anchor}`")
            return self._unread(event)
        if event.anchor is not None:
            self._feature(event, f"an anchor, `&{event.anchor}`")
        if event.tag is not None:
            self._feature(event, f"a tag, `{event.tag}`")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), self._spot(event))
        return self._mapping(self._spot(event), depth)

    def _scalar(self, event) -> Scalar:
        start, end, style = event.start_mark, event.end_mark, event.style or ""
        if not style and self.text[end.index : end.index + 1] in _BLANK:
            self._check_cut(end)
        # An escape such as "\\0" makes a character that the file itself does not show.
        if style == '"' and (found := SUSPECT.search(event.value)):
            self.problems.append(Problem("bad-encoding", f"an escape makes {fault(found.group())}", self._spot(event), "take the escape out"))
            return self._unread(event)
        return Scalar(event.value, self.path, start.line + 1, start.column + 1, self.text[start.index : end.index], style)

    def _unread(self, event) -> Scalar:
        return Scalar("", self.path, event.start_mark.line + 1, event.start_mark.column + 1, style="alias")

    def _check_cut(self, end) -> None:
        """`title: Pier #4` would read as `Pier`: a comment that looks like text is a problem, `# one like this` is none."""
        if cut := _CUT.match(self.text, end.index):
            spot = Spot(self.path, end.line + 1, end.column + len(cut.group(1)) + 1)
            self.problems.append(Problem("yaml-feature", f"the text ends here: `{cut.group(2)}` is read as a comment", spot, "put text that holds a # in double quotes; leave a space after the # of a comment"))

    def _items(self, depth: int):
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, spot: Spot, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self.next(), depth + 1)
            if not isinstance(key, Scalar):
                self.problems.append(Problem("yaml-feature", "a key that is not plain text", key.spot, FEATURE_HELP))
            elif key.value == "<<" and key.style == "":
                self.problems.append(Problem("yaml-feature", "a merge key, `<<`", key.spot, FEATURE_HELP))
            elif key.value in entries:
                first = Related(f"`{key.value}` first stands here", keys[key.value].spot)
                self.problems.append(
                    Problem("duplicate-key", f"`{key.value}` stands twice", key.spot, "keep one of the two", (first,))
                )
            else:
                entries[key.value] = value
                keys[key.value] = key
        return Mapping(entries, spot, keys)

    def _spot(self, event) -> Spot:
        return Spot(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _feature(self, event, what: str) -> None:
        self.problems.append(Problem("yaml-feature", f"{what} is not read here", self._spot(event), FEATURE_HELP))
