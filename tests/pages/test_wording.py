"""Words of the interface: there is one for every value of a closed vocabulary, and dates are set one way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.model import edtf, records, working
from generator.pages import wording
from generator.pages.wording import interface_words


def test_every_vocabulary_has_its_words():
    words = interface_words()
    wanted = [f"stance_{name}" for name in records.STANCES] + [f"part_{name}" for name in records.DAY_PARTS]
    wanted += [f"relation_{name}{back}" for name in (*records.RELATIONS, "denies", "confirms", "corrects", "differs") for back in ("", "_back")]
    wanted += [f"status_{name}" for name in records.STATUSES if name != "happened"] + [f"rule_{name}" for name in working.RULES]
    wanted += [f"precision_{name}" for name in edtf._PRECISIONS]
    assert [key for key in wanted if key not in words] == []


def test_no_key_stands_twice():
    text = (Path(wording.__file__).parent / "interface.yml").read_text("utf-8")
    keys = re.findall(r"^([\w-]+):", text, re.MULTILINE)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("date", "numeral", "rest", "machine"),
    [
        ("2025-12-06", "6", "December 2025", "2025-12-06"),
        ("2025-12", "", "December 2025", "2025-12"),
        ("2025", "", "2025", "2025"),
        ("[2025-12-06..2025-12-12]", "6–12", "December 2025", ""),
        ("2025-12-06/2025-12-12", "6–12", "December 2025", ""),
        ("{2025-12-06,2025-12-08}", "6, 8", "December 2025", ""),
        ("[2025-11-30..2025-12-02]", "", "One day between 30 November and 2 December 2025", ""),
        ("2025-12-06/..", "", "From 6 December 2025", ""),
    ],
)
def test_dates_set_large(date, numeral, rest, machine):
    assert wording.large_date(edtf.parse(date)) == (numeral, rest)
    assert wording.machine_date(edtf.parse(date)) == machine


def test_precision_in_words():
    said = {date: wording.precision(edtf.parse(date)) for date in ("2025-12-06", "2025-12-06?", "2025-12~", "[2025-12-01..2025-12-07]")}
    assert said == {
        "2025-12-06": "exact day", "2025-12-06?": "one day, uncertain", "2025-12~": "some time in this month, approximate",
        "[2025-12-01..2025-12-07]": "one unknown day within",
    }  # fmt: skip


def test_counts_and_lists():
    assert [wording.count(number, "source") for number in (0, 1, 2300)] == ["0 sources", "1 source", "2,300 sources"]
    assert [wording.listed(list("abc")[:number]) for number in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_the_time_of_day():
    assert wording.clock(records.Time("14:30", "", ""), "Asia/Tokyo") == "14:30, Tokyo time"
    assert wording.clock(records.Time("14:30", "", ""), "Etc/UTC") == "14:30 UTC"
    assert wording.clock(records.Time("", "evening", ""), "Asia/Tokyo") == "evening"
