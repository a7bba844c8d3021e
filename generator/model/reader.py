"""Takes one mapping apart, field by field, and says what is wrong with it.

Each method names a field, converts its value and records a problem where that fails; it then returns a stand-in (an empty
text, an empty tuple, None), so that reading goes on and all faults of a record are told in one run. A field that was never
asked for is unknown: `close` reports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from generator.load import ID, MAX_ID, id_fault
from generator.load.tree import Mapping, Node, Scalar, Sequence
from generator.model.edtf import Date, DateError, parse
from generator.problems import Problem, Spot, did_you_mean, listed, nearest

T = TypeVar("T")

LONGEST_TEXT = 2_000
"""Characters of a text for which the contract sets no other limit: no sentence and no quote needs more."""

STAND_IN_DATE = replace(parse("9999"))
"""Takes the place of a date that is missing or wrong, so that the rest of its record can still be checked."""


class Reader:
    """Reads the fields of `node`, called `what` in messages. `failed` holds the fields that could not be read."""

    def __init__(self, node: Mapping, what: str, problems: list[Problem]):
        self.node = node
        self.what = what
        self.problems = problems
        self.known: set[str] = set()
        self.failed: set[str] = set()
        self.missing: list[str] = []

    def text(self, key: str, required: bool = False, limit: int = LONGEST_TEXT) -> str:
        """A text, empty where the field is absent or too long. `limit` is the most characters it may have."""
        node = self._scalar(key, required)
        if node is None:
            return ""
        value = node.value.strip()
        if len(value) > limit:
            self.fault(key, "bad-value", f"`{key}` has {len(value):,} characters, at most {limit:,} are allowed", "say less, or in two")
            return value if len(value) <= LONGEST_TEXT else ""
        return value

    def choice(self, key: str, options, default: str = "", code: str = "bad-value", required: bool = False) -> str:
        """One of `options`."""
        node = self._scalar(key, required)
        if node is None or (not node.value and default):
            return default
        if node.value not in options:
            help_ = did_you_mean(node.value, options) or f"one of: {listed(options, 30)}"
            self.fault(key, code, f"'{node.value}' is not a value of `{key}`", help_)
            return default
        return node.value

    def flag(self, key: str) -> bool:
        return self.choice(key, ("true", "false"), "false") == "true"

    def number(self, key: str, least: float | None = None) -> float | None:
        """A decimal number, or None."""
        node = self._scalar(key)
        if node is None:
            return None
        number = to_number(node.value)
        if number is None or (least is not None and number < least):
            self.fault(key, "bad-value", f"'{node.value}' is not a number{f' of {least:g} or more' if least is not None else ''}", 'such as "12" or "-4.5"')
        return number

    def matching(self, key: str, pattern: str, help_: str, required: bool = False) -> str:
        """A text of a given form."""
        value = self.text(key, required)
        if value and not re.fullmatch(pattern, value):
            self.fault(key, "bad-value", f"'{value}' is not a value of `{key}`", help_)
            return ""
        return value

    def identifier(self, key: str, required: bool = False) -> str:
        """An id, without asking whether it exists."""
        value = self.text(key, required)
        if value and not (ID.fullmatch(value) and len(value) <= MAX_ID):
            self.fault(key, "bad-id", f"'{value}' cannot be an id", f"small letters a to z and digits with single hyphens between, at most {MAX_ID}")
            return ""
        return value

    def identifiers(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        values = self.texts(key)
        for index, value in enumerate(values):
            if fault := id_fault(value):
                self._fault_at(key, self.node.at(key, index), "bad-id", f"'{value}' cannot be an id: {fault}", "name an id the record had")
        return values

    def date(self, key: str, required: bool = False) -> Date | None:
        """An EDTF date, or None; a required one that fails gives a stand-in."""
        node = self._scalar(key, required)
        if node is None:
            return STAND_IN_DATE if required else None
        try:
            return parse(node.value)
        except DateError as error:
            if node.value[:1] in "“”‘’":
                self.fault(key, "bad-date", f"'{node.value}': curly quotation marks are part of the text in YAML", 'straight ones go round it: "2025-12-06"')
                return STAND_IN_DATE
            self.fault(key, "bad-date", f"'{node.value}': {error.message}", error.help)
            return STAND_IN_DATE

    def texts(self, key: str, required: bool = False, or_one: bool = False) -> tuple[str, ...]:
        """A list of texts; with `or_one`, a single text stands for a list of one."""
        node = self._node(key, required)
        if node is None:
            return ()
        if required and isinstance(node, Sequence) and not node.items:
            self.fault(key, "missing-key", f"`{key}` of {self.what} is empty", "name at least one")
        if or_one and isinstance(node, Scalar):
            return (node.value.strip(),) if self._filled(key, node) else ()
        if not isinstance(node, Sequence):
            self.fault(key, "bad-value", f"`{key}` is a list", f"{key}: [one, two]")
            return ()
        return tuple(item.value.strip() for item in node.items if self._item_is_text(key, item))

    def each(self, key: str, what: str, build: Callable[[Reader], T | None], shape: str, required: bool = False) -> tuple[T, ...]:
        """A list of mappings, each given to `build` as a reader called `what`; those that give None are left out.
        `shape` is an example for the help text."""
        node = self._node(key, required)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.fault(key, "bad-value", f"`{key}` is a list", f"{key}:\n  - {shape}")
            return ()
        built = []
        for item in node.items:
            if isinstance(item, Mapping):
                value = self.nested(item, what, build, key)
                if value is not None:
                    built.append(value)
            else:
                self._fault_at(key, item.spot, "bad-value", f"an entry of `{key}` is a mapping", f"- {shape}")
        return tuple(built)

    def one(self, key: str, what: str, build: Callable[[Reader], T | None], shape: str) -> T | None:
        """One nested mapping, or None."""
        node = self._node(key, False)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.fault(key, "bad-value", f"`{key}` is a mapping", f"{key}: {shape}")
            return None
        return self.nested(node, what, build, key)

    def nested(self, node: Mapping, what: str, build: Callable[[Reader], T | None], key: str) -> T | None:
        reader = Reader(node, what, self.problems)
        value = build(reader)
        reader.close()
        if reader.failed:
            self.failed.add(key)
        return value

    def fault(self, key: str, code: str, message: str, help_: str = "") -> None:
        self._fault_at(key, self.node.at(key), code, message, help_)

    def close(self) -> None:
        """Report the fields that no method asked for, and the required ones that are not there; one misspelt is one problem."""
        missing = list(self.missing)
        for key, scalar in self.node.keys.items():
            if key not in self.known:
                meant = nearest(key, missing)
                if meant:
                    missing.remove(meant)
                help_ = did_you_mean(key, [meant] if meant else self.known) or f"fields of {self.what}: {listed(self.known, 40)}"
                self.problems.append(Problem("unknown-key", f"{self.what} has no field `{key}`", scalar.spot, help_))
        for key in missing:
            self.problems.append(Problem("missing-key", f"{self.what} lacks `{key}`", self.node.spot, f"add a line `{key}: …`"))

    def _fault_at(self, key: str, spot: Spot, code: str, message: str, help_: str) -> None:
        self.failed.add(key)
        self.problems.append(Problem(code, message, spot, help_))

    def _node(self, key: str, required: bool) -> Node | None:
        """The value of a field, or None where it is absent or blank (a problem if `required`)."""
        self.known.add(key)
        node = self.node.entries.get(key)
        if node is None:
            if required:
                self.failed.add(key)
                self.missing.append(key)
            return None
        if isinstance(node, Scalar) and not node.value.strip():
            self.failed.add(key)
            if node.style != "alias":
                why = "fill it in" if required else "fill it in, or take the line out"
                self.problems.append(Problem("missing-key", f"`{key}` of {self.what} is blank", node.spot, why))
            return None
        return node

    def _scalar(self, key: str, required: bool = False) -> Scalar | None:
        node = self._node(key, required)
        if node is not None and not isinstance(node, Scalar):
            self.fault(key, "bad-value", f"`{key}` is one text, not a {'list' if isinstance(node, Sequence) else 'mapping'}", "put text that holds a colon or brackets in double quotes")
            return None
        return node

    def _filled(self, key: str, node: Scalar) -> bool:
        if not node.value.strip():
            self._fault_at(key, node.spot, "missing-key", f"an entry of `{key}` is blank", "fill it in, or take it out")
        return bool(node.value.strip())

    def _item_is_text(self, key: str, item: Node) -> bool:
        if not isinstance(item, Scalar):
            self._fault_at(key, item.spot, "bad-value", f"an entry of `{key}` is one text", "put text that holds a colon or a comma in double quotes")
            return False
        return self._filled(key, item)


def to_number(text: str) -> float | None:
    """A plain decimal number; None for anything else, such as `1_000`, `0x1F`, `nan` or `1e400`."""
    return float(text) if re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,12})?", text, re.ASCII) else None
