"""Characters that no text of a record may hold: they cannot be seen, or they are not what they look like."""

from __future__ import annotations

import re
import unicodedata

_LINE_LIKE = "\x0b\x0c\x85\u2028\u2029"
"""Taken for a line break by some readers only, so that a second line hides from the rest."""

_UNSEEN = "\u200b\u2060\ufeff\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
"""Turn the direction of text round, so that it reads otherwise than it is."""

SUSPECT = re.compile(rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_LINE_LIKE}{_UNSEEN}{_BIDI}\ud800-\udfff]|\r(?!\n)")


def fault(character: str) -> str:
    """What a suspect character is, in words: `U+202E (RIGHT-TO-LEFT OVERRIDE): it cannot be seen`."""
    name = unicodedata.name(character, "a control character")
    why = "it looks like a line break to some readers only" if character in _LINE_LIKE + "\r" else "it cannot be seen"
    return f"U+{ord(character):04X} ({name}): {why}"
