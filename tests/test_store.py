"""What is kept from run to run: all of it or none, and nothing that is not as it was put there."""

import sqlite3

import pytest

from generator.store import Recall, Store, digest, open_store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept/store.sqlite"


def filled(file, stamp="a"):
    store = Store(file, stamp)
    store.put("one", {"k": b"1", "l": b"2"})
    store.put("other", {"k": b"3"})
    store.commit()
    store.close()


def test_entries_last_by_table_and_key(file):
    filled(file)
    store = Store(file, "a")
    assert store.lasts and store.all("one") == {"k": b"1", "l": b"2"} and store.get("other", "k") == b"3"
    assert store.get("one", "m") is None and store.all("none") == {} and store.keys("one") == {"k", "l"}


def test_what_is_not_committed_is_forgotten(file):
    filled(file)
    store = Store(file, "a")
    store.put("one", {"k": b"new"})
    store.drop("one", ["l"])
    store.clear("other")
    assert store.all("one") == {"k": b"new"} and store.all("other") == {}
    store.close()
    assert Store(file, "a").all("one") == {"k": b"1", "l": b"2"}


def test_entries_of_another_version_are_not_there(file):
    filled(file)
    assert Store(file, "b").all("one") == {}
    assert Store(file, "a").all("one") == {}


def test_an_entry_that_was_changed_or_put_elsewhere_is_not_there(file):
    filled(file)
    base = sqlite3.connect(file)
    base.execute("update entry set value = value || 'x' where kind = 'one' and key = 'k'")
    base.execute("update entry set key = 'm' where kind = 'one' and key = 'l'")
    base.execute("update entry set value = 'a text' where kind = 'other'")
    base.commit()
    base.close()
    store = Store(file, "a")
    assert store.all("one") == {} and store.get("other", "k") is None


@pytest.mark.parametrize("damage", [b"", b"no database" * 500, None])
def test_a_damaged_file_is_an_empty_store_that_works(file, damage):
    filled(file)
    file.write_bytes(file.read_bytes()[:5000] if damage is None else damage)
    store = Store(file, "a")
    assert store.all("one") == {}
    store.put("one", {"k": b"1"})
    store.commit()
    assert Store(file, "a").all("one") == {"k": b"1"}


def test_where_nothing_can_be_kept_the_store_is_empty(tmp_path):
    (tmp_path / "file").write_text("in the way")
    for store in (Store(tmp_path / "file/store", "a"), Store()):
        store.put("one", {"k": b"1"})
        store.commit()
        assert not store.lasts and store.all("one") == {} and store.get("one", "k") is None and store.keys("one") == set()


def test_two_at_once_do_not_disturb_each_other(file):
    filled(file)
    one, other = Store(file, "a"), Store(file, "a")
    one.put("one", {"k": b"new"})
    assert other.get("one", "k") == b"1"
    one.commit()
    assert other.get("one", "k") == b"new"


def test_a_project_has_its_store_in_a_folder_of_its_own(tmp_path):
    store = open_store(tmp_path)
    store.put("one", {"k": b"1"})
    store.commit()
    assert open_store(tmp_path).get("one", "k") == b"1" and (tmp_path / ".cache/timeline.sqlite").is_file()


def test_digests_tell_where_parts_are_cut():
    assert len({digest(b"ab", b"c"), digest(b"a", b"bc"), digest(b"abc"), digest(b"abc", b"")}) == 4


def test_a_value_is_recalled_while_what_it_is_made_from_is_the_same(file):
    made = []

    def value(recall, key, ground):
        return recall(key, digest(ground), lambda: made.append((key, ground)) or (key, (1, None, "é")))

    for grounds in ({"k": b"1", "l": b"1"}, {"k": b"1", "l": b"2"}, {"k": b"1"}, {"k": b"1", "l": b"2"}):
        store = Store(file, "a")
        recall = Recall(store, "made")
        assert all(value(recall, key, ground) == (key, (1, None, "é")) for key, ground in grounds.items())
        recall.save()
        store.commit()
        store.close()
    assert made == [("k", b"1"), ("l", b"1"), ("l", b"2"), ("l", b"2")]
    assert value(Recall(), "k", b"1") == ("k", (1, None, "é")) and len(made) == 5


def test_of_several_values_those_that_are_missing_are_made_together(file):
    asked = []

    def values(recall, **grounds):
        return recall.each({key: digest(ground) for key, ground in grounds.items()}, lambda keys: asked.append(list(keys)) or [(key.encode(),) for key in keys])

    for grounds in ({"k": b"1", "l": b"1"}, {"l": b"1", "m": b"1", "k": b"2"}, {"k": b"2", "l": b"1"}, {}):
        store = Store(file, "a")
        recall = Recall(store, "made")
        assert values(recall, **grounds) == [(key.encode(),) for key in grounds]
        recall.save()
        store.commit()
        store.close()
    assert asked == [["k", "l"], ["m", "k"]]
