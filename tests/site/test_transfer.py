"""What readers transfer, as `tools/transfer.py` measures it: light from the first page on."""

import gzip

from tools.transfer import cold, pages_by_kind, searched, table, then

KB = 1000
FIRST_VIEW, NEXT_PAGE, QUERY = 150 * KB, 15 * KB, 150 * KB


def test_pages_are_listed_by_kind_and_weight(site):
    found = pages_by_kind(site)
    assert {"home", "event", "actor", "place", "source", "day", "search"} <= found.keys() and found["home"] == [""]
    weights = [len(gzip.compress((site / address / "index.html").read_bytes(), 6)) for address in found["event"]]
    assert weights == sorted(weights) and len(weights) > 40


def test_the_first_view_of_an_event_is_light_and_the_next_page_far_lighter(browser, address, site):
    events = pages_by_kind(site)["event"]
    first = cold(browser, address, events[-1])
    assert first.parts["fonts"] and first.parts["styles"] and first.parts["page"], first
    assert first.total <= FIRST_VIEW, first
    assert then(browser, address, events[0], events[-1]).total <= NEXT_PAGE


def test_a_query_is_light(browser, address):
    weight = searched(browser, address, "radar")
    assert 0 < weight.total <= QUERY, weight


def test_the_table_names_every_kind_of_page(browser, address, site, tmp_path):
    lines = table(browser, address, _few(site, tmp_path), ["radar"]).splitlines()
    assert [line.split("|")[0].strip() for line in lines[2:]] == ["edition", "search: radar"]
    assert all(float(line.split("|")[1].split("=")[0]) > 0 for line in lines[2:])


def _few(site, folder):
    """A site of one page, to be listed; what is opened is the whole one."""
    (folder / "edition").mkdir()
    (folder / "edition/index.html").write_bytes((site / "edition/index.html").read_bytes())
    return folder
