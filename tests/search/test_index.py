"""The index finds what pages hold, and an edit leaves what a clean build would make."""

import dataclasses
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import Entry, Found, IndexDamaged, build_index, found, index, update_index
from generator.search.index import _decoded, _encoded, terms


def entry(address="events/a/", names=("A radar",), texts=((2, "closed the harbour"),), kind="Event", date=10):
    return Entry(address, kind, date, tuple(names), tuple(texts))


def asked(files, term):
    """Pages and levels of a term, as the browser finds them."""
    pages = []
    for name, data in files.items():
        if name.startswith("terms-") and term in json.loads(data):
            pages += [(code // 8, code % 8) for code in _decoded(json.loads(data)[term])]
    return pages


# --- A page ---


def test_a_title_counts_far_more_than_a_text_and_is_found_as_a_whole():
    counts = terms(entry())
    assert counts["radar"] > 20 * counts["harbour"] and counts["=a_radar"] > counts["radar"]


def test_a_word_of_a_short_title_counts_more_than_one_of_a_long():
    assert terms(entry(names=["Koizumi"]))["koizumi"] > terms(entry(names=["Koizumi tells of what he saw there"]))["koizumi"]


def test_saying_a_word_often_counts_only_so_much():
    counts = terms(entry(texts=[(2, "radar2 " * 50 + "ship")]))
    assert counts["radar2"] == 4 * counts["ship"]


def test_no_word_counts_more_than_a_file_can_say():
    assert found(entry(names=["one"], texts=[(2000, "one one")])).terms[-1] == "one"


def test_long_names_have_no_term_of_their_own():
    assert not [term for term in terms(entry(names=["one two three four five"])) if term.startswith("=")]


def test_what_is_found_of_a_page_is_its_terms_by_level():
    page = found(entry(texts=[(1, "b a"), (2, "c")], names=[]))
    assert page == Found("Event", 10, ("b a", "c", "", "", "", "", "", ""))


# --- Files ---


@given(st.lists(st.integers(0, 10**6), unique=True).map(sorted))
def test_pages_are_read_as_they_were_written(codes):
    assert _decoded(_encoded(codes)) == codes


def test_pages_are_numbered_by_address_and_found_by_term():
    pages = {address: found(entry(address, [], [(1, text)])) for address, text in (("b/", "radar"), ("a/", "ship radar radar"), ("c/", "ship"))}
    files = build_index(pages)
    assert asked(files, "radar") == [(0, 1), (1, 0)] and asked(files, "ship") == [(0, 0), (2, 0)] and asked(files, "nothing") == []
    assert json.loads(files["entry.json"])["kinds"] == [["Event", 3]]


def test_pages_of_a_kind_stand_in_the_order_of_their_ids():
    names = ["a", "a-b", "a1", "b", "a-b-c"]
    files = build_index({f"events/{name}/": found(entry(f"events/{name}/", [])) for name in names})
    addresses = json.loads(next(data for name, data in files.items() if name.startswith("addresses")))
    assert addresses == [f"events/{name}/" for name in sorted(names)]


def test_dates_are_steps_from_the_last_that_is_known():
    pages = {f"{at}/": found(entry(f"{at}/", date=date)) for at, date in enumerate([None, 7, 7, None, -2])}
    files = build_index(pages)
    assert json.loads(files[f"dates-{files_hash(files)}.json"]) == [None, 7, 0, None, -9]
    for at, date in (("0", 5), ("2", None), ("4", 9)):
        after = pages | {f"{at}/": dataclasses.replace(pages[f"{at}/"], date=date)}
        assert updated(files, pages, after, [f"{at}/"]) == build_index(after)


def test_the_order_in_which_pages_come_changes_nothing():
    pages = {f"{n}/": found(entry(texts=[(1, f"word{n} same")])) for n in range(50)}
    turned = dict(reversed(pages.items()))
    assert build_index(pages) == build_index(turned)


def test_no_pages_are_an_index_too():
    files = build_index({})
    assert json.loads(files["entry.json"]) == {"version": 2, "pages": 0, "kinds": [], "first": [], "terms": "", "addresses": "", "dates": files_hash(files)}


def files_hash(files):
    return next(name for name in files if name.startswith("dates-"))[6:14]


def test_files_of_terms_stay_small(monkeypatch):
    monkeypatch.setattr(index, "LARGEST", 400)
    files = build_index(many(40))
    sizes = [len(data) for name, data in files.items() if name.startswith("terms-")]
    assert len(sizes) > 5 and max(sizes) <= 402
    entry_file = json.loads(files["entry.json"])
    assert entry_file["first"] == sorted(entry_file["first"]) and len(entry_file["terms"]) == 8 * len(sizes)


# --- Edits ---


def many(number, seed=1):
    rng = random.Random(seed)
    return {f"p{n:03}/": found(entry(f"p{n:03}/", [], [(rng.choice((1, 2, 6)), " ".join(f"w{rng.randrange(300)}" for _ in range(12)))])) for n in range(number)}


def updated(files, before, after, changed):
    written, removed = update_index(files.__getitem__, before, after, changed)
    assert not set(written) & set(removed) and set(removed) <= set(files)
    assert all(files.get(name) != data for name, data in written.items())
    return {name: data for name, data in {**files, **written}.items() if name not in removed}


small_texts = st.lists(st.sampled_from("a b c d e aa ab ba 海 海警 é z zz zzz 1 22 \U0001f600x \U00020000\U00020001 ff \ufb01x".split()), max_size=8).map(" ".join)
pages_drawn = st.dictionaries(
    st.sampled_from([f"{name}/" for name in "abcdefgh"]),
    st.builds(lambda text, kind, date: found(entry("", [], [(1, text)], kind, date)), small_texts, st.sampled_from(["Event", "Actor"]), st.none() | st.integers(0, 3)),
)


@given(st.lists(pages_drawn, min_size=2, max_size=4), st.sampled_from([20, 40, 100]))
def test_an_update_is_what_a_clean_build_makes(turns, largest):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "LARGEST", largest)
        before, files = turns[0], build_index(turns[0])
        for after in turns[1:]:
            files = updated(files, before, after, [address for address in after if before.get(address) != after[address]])
            assert files == build_index(after)
            before = after


@given(st.data())
def test_an_update_of_pages_that_stay_is_what_a_clean_build_makes(data):
    before = data.draw(pages_drawn.filter(len))
    after = before | {address: data.draw(pages_drawn.filter(len).map(lambda pages: next(iter(pages.values())))) for address in data.draw(st.sets(st.sampled_from(sorted(before))))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "LARGEST", data.draw(st.sampled_from([12, 20, 40])))
        assert updated(build_index(before), before, after, before) == build_index(after)


class Watched(dict):
    def __init__(self, *given):
        super().__init__(*given)
        self.asked = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)


def test_an_edit_touches_only_what_it_must(monkeypatch):
    monkeypatch.setattr(index, "LARGEST", 400)
    pages = many(60)
    files = Watched(build_index(pages))
    before, after = Watched(pages), Watched(pages | {"p030/": found(entry("p030/", [], [(1, "w10 w11 newword")]))})
    written, removed = update_index(files.__getitem__, before, after, ["p030/"])
    assert before.asked == after.asked == {"p030/"}
    assert not any(name.startswith("addresses") or name.startswith("dates") for name in (*written, *removed))
    assert len(files.asked) < len(files)
    assert dict(build_index(after)) == {name: data for name, data in {**files, **written}.items() if name not in removed}


def test_nothing_changed_is_nothing_to_write():
    pages = many(10)
    assert update_index(build_index(pages).__getitem__, pages, pages, list(pages)) == ({}, [])


@pytest.mark.parametrize("spoil", [
    lambda files: files.pop("entry.json"),
    lambda files: files.update({"entry.json": b"{"}),
    lambda files: files.update({"entry.json": b"[]"}),
    lambda files: files.update({"entry.json": b'{"version": 0}'}),
    lambda files: files.update({"entry.json": files["entry.json"].replace(b'"pages":10', b'"pages":11')}),
    lambda files: [files.pop(name) for name in list(files) if name.startswith("terms")],
    lambda files: files.update({name: b"{}" for name in files if name.startswith("terms")}),
    lambda files: files.update({name: b"\xff" for name in files if name.startswith("terms")}),
])
def test_damaged_files_are_named_so(spoil):
    pages = many(10)
    files = build_index(pages)
    spoil(files)
    after = pages | {"p003/": dataclasses.replace(pages["p003/"], terms=("new", *pages["p003/"].terms[1:]))}
    with pytest.raises(IndexDamaged):
        update_index(files.__getitem__, pages, after, ["p003/"])


def test_an_index_of_other_pages_is_named_so():
    pages, others = many(10), many(10, seed=2)
    after = others | {"p003/": found(entry("p003/", [], [(1, "new")]))}
    with pytest.raises(IndexDamaged):
        update_index(build_index(pages).__getitem__, others, after, ["p003/"])
