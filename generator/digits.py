"""Numbers as text that hosts compress well: groups of five bits, the lowest first, each a character of `DIGITS`, of whose second half all
but the last are. Browsers read them with overrides/assets/columns.js."""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


class _Written(dict):
    """Numbers as text, each made once."""

    def __missing__(self, value: int) -> str:
        text, rest = "", value
        while rest > 31:
            text += DIGITS[32 + rest % 32]
            rest //= 32
        self[value] = text = text + DIGITS[rest]
        return text


WRITTEN = _Written()
"""The text of each number from 0, by that number."""
