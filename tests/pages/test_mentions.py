"""Names in prose become links, rule by rule."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from generator.pages.mentions import Linker, Mentions

NAMES = [
    ("Japan", "actors/japan.md"), ("Tokyo", "actors/japan.md"), ("Sea of Japan", "places/sea.md"), ("Nimitz", "actors/nimitz.md"),
    ("the ministry", "actors/ministry.md"), ("the ministry of defence", "actors/defence.md"), ("harbour authority", "actors/port.md"),
    ("Brook", "actors/ada-brook.md"), ("Brook", "actors/ben-brook.md"), ("U.S.", "actors/us.md"), ("Guo’s office", "actors/guo.md"),
    ("Liaoning", "actors/liaoning.md"), ("中国", "actors/china.md"),
]  # fmt: skip


def found(text: str, names=NAMES) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.path) for one in Mentions(names).find(text)]


def linked(text: str, here: str = "events/x.md") -> list[str]:
    return [text[link.start : link.end] for link in Linker(Mentions(NAMES), here).markdown(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A call from Japan came.", ["Japan"]),
        ("Over the Sea of Japan they met.", ["Sea of Japan"]),
        ("Japanese jets", []),
        ("Japan's jets and Japan’s ships", ["Japan"]),
        ("japan", []),
        ("The ministry said so.", ["The ministry"]),
        ("So said The ministry.", []),
        ("They left. The ministry said so.", ["The ministry"]),
        ("They left.” The ministry said so.", ["The ministry"]),
        ("So said the ministry of defence.", ["the ministry of defence"]),
        ("So said the ministry of trade.", ["the ministry"]),
        ("Harbour authority boats left.", ["Harbour authority"]),
        ("Brook said so.", []),
        ("He said “Japan must leave” there.", []),
        ('He said "Japan must leave" in Tokyo.', ["Tokyo"]),
        ("He said “Japan must leave", []),
        ("Japan and Japan again, Tokyo too.", ["Japan"]),
        ("A Nimitz-class ship, an anti-Japan march", []),
        ("The Japan-Guo talks, the Guo-Japan talks", ["Japan"]),
        ("In the U.S. they said, U.S.A", ["U.S."]),
        ("Guo's office, Guo’s office", ["Guo's office"]),
        ("the carrier Liaoning, 中国", ["Liaoning", "中国"]),
        ("", []),
    ],
)
def test_mentions(text, expected):
    assert linked(text) == expected


def test_a_page_does_not_link_to_itself():
    assert linked("Japan and Liaoning", "actors/japan.md") == ["Liaoning"]


def test_a_page_links_a_name_once_over_all_its_texts():
    linker = Linker(Mentions(NAMES), "events/x.md")
    assert len(linker.markdown("Japan left.")) == 1
    assert linker.html("Japan left.") == []


def test_links_are_relative_to_the_page():
    linker = Linker(Mentions(NAMES), "events/x.md")
    assert linker.markdown("Japan")[0].href == "../actors/japan.md"
    assert linker.html("Liaoning")[0].href == "../../actors/liaoning/"


def test_a_name_of_two_records_hides_what_stands_in_it_too():
    assert found("Ada Brook", [("Ada Brook", "a"), ("Ada Brook", "b"), ("Brook", "c")]) == [("Ada Brook", "")]


def test_a_longer_name_that_does_not_stand_alone_gives_way():
    assert found("Japan Nimitz-class", [("Japan", "a"), ("Japan Nimitz", "b")]) == [("Japan", "a")]


def test_names_that_begin_alike_cost_no_more():
    """Counted in lines of code run, which no machine's speed changes."""

    def steps(number: int) -> int:
        mentions = Mentions((f"the company {one}", f"actors/c{one}.md") for one in range(number))
        count = 0

        def trace(frame, event, argument):
            nonlocal count
            count += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            list(mentions.find("The office said the company 7 paid the other. " * 50))
        finally:
            sys.settrace(before)
        return count

    assert 0 < steps(20_000) < 2 * steps(20)


def test_a_place_in_the_name_of_a_newspaper_is_no_mention(timeline):
    source = replace(next(iter(timeline.sources.values())), publisher="North Westmark Post", agencies=("Sandrey Wire",))
    mentions = Mentions.of(timeline.actors.values(), timeline.places.values(), [source])
    found = [(found.start, found.path) for found in mentions.find("The North Westmark Post and Sandrey Wire; Westmark")]
    assert [path for _, path in found] == ["", "", "actors/westmark.md"]
