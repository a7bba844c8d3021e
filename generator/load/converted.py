"""What every converter gives and says, and the cleaning that all of them share."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from generator.load.characters import SUSPECT

STEPS = "2"
"""Version of this project's own steps around the libraries (`converted.py` and the `from_*.py` modules). A new one for every
change of them that can change a text: source records hold it, so that a reader can tell what made a text."""

_BLANK = re.compile(r"[^\S\n]+")
_DROPPED = re.compile("[\u00ad\ufffc]")
"""Soft hyphens, which show only where a line ends, and stand-ins for pictures."""

_LIGATURE = re.compile("[\ufb00-\ufb06]")
"""Latin letters printed as one: nobody types them."""


class Unreadable(Exception):
    """A document that gives no text; the message is a sentence for the person who put it there, without its name."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text of one paragraph, table row, heading or list entry a line, and the title, author and date (`2025-12-06`) that the
    file states; empty where it states none."""

    text: str
    title: str = ""
    author: str = ""
    date: str = ""


def clean_lines(lines: list[str]) -> str:
    """Lines as a text: composed characters (NFC), none that cannot be seen, no blank at the ends of a line, at most one empty
    line in a row, one line break at the end."""
    text = "\n".join(clean_line(line) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def clean_line(line: str) -> str:
    """One line of a text. Tabs stay: they tell the cells of a table apart."""
    line = re.sub(r"[\x0b\x0c\x85\u2028\u2029\r\n]", " ", _DROPPED.sub("", line))
    line = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), SUSPECT.sub("", line))
    line = unicodedata.normalize("NFC", line)
    return "\t".join(_BLANK.sub(" ", cell).strip() for cell in line.split("\t")).strip()


def stated_day(text: str) -> str:
    """The day that a date in ISO 8601 begins with, as `2025-12-06`; empty for anything else."""
    match = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text)
    if not match:
        return ""
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        return ""
    return day.isoformat() if day.year >= 1000 else ""  # 0001-01-01 is how some programs write that they know none
