"""The site and the folder before it take turns, and a folder holds what is wanted and nothing else."""

import os

import pytest

from generator.site.tree import Tree, Trees
from generator.store import Store


def shown(folder):
    return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}


def publish(site, store, files):
    trees = Trees(site, store)
    trees.publish({path: trees.next.put(path, text.encode()) for path, text in files.items()})
    store.commit()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store", "a")


def test_each_build_gives_the_site_what_is_wanted_and_nothing_else(tmp_path, store):
    site = tmp_path / "site"
    for files in ({"a": "1", "b/c": "2"}, {"a": "1", "b": "3"}, {"b/c/d": "4"}, {}, {"a": "1", "b/c": "2"}):
        publish(site, store, files)
        assert shown(site) == files
        assert sorted(path.name for path in site.rglob("*") if path.is_dir()) == sorted({part for path in files for part in path.split("/")[:-1]})


def test_a_file_that_stays_the_same_is_left_alone(tmp_path, store):
    site = tmp_path / "site"
    for text in "123":
        publish(site, store, {"same": "s", "other": text})
    before = {path: (site / path).stat() for path in ("same", "other")}
    publish(site, store, {"same": "s", "other": "4"})
    publish(site, store, {"same": "s", "other": "5"})
    assert (site / "same").stat().st_ino == before["same"].st_ino and (site / "same").stat().st_mtime_ns == before["same"].st_mtime_ns
    assert (site / "other").stat().st_mtime_ns != before["other"].st_mtime_ns


def test_a_file_is_kept_only_where_one_of_the_folders_has_it_as_it_was(tmp_path, store):
    site = tmp_path / "site"
    publish(site, store, {"a": "1"})
    trees = Trees(site, store)
    name = trees.now.files["a"]
    assert trees.keep("a", name) and not trees.keep("a", b"another digest..") and not trees.keep("b", name)
    (site / "a").write_text("2")
    assert not Trees(site, Store(tmp_path / "store", "a")).now.files


def test_a_listing_tells_what_has_changed_since(tmp_path):
    tree = Tree(tmp_path)
    tree.put("a/b", b"1")
    tree.put("c", b"2")
    listed = tree.listing()
    assert Tree(tmp_path, listed).is_exactly_as_listed()
    (tmp_path / "a/new").write_text("x")
    assert not Tree(tmp_path, listed).is_exactly_as_listed()
    (tmp_path / "a/new").unlink()
    listed = tree.listing()
    os.utime(tmp_path / "c")
    assert Tree(tmp_path, listed).is_exactly_as_listed()
    (tmp_path / "c").write_text("3")
    assert not Tree(tmp_path, listed).is_exactly_as_listed() and set(Tree(tmp_path, listed).files) == {"a/b"}
    assert not Tree(tmp_path / "nothing").is_exactly_as_listed()


def folder(path, text):
    path.mkdir(parents=True)
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("there", "site", "spare"),
    [
        ({".site.old": "old", ".site.spare": "new"}, "old", True),
        ({"site": "new", ".site.old": "old"}, "new", True),
        ({"site": "new", ".site.old": "older", ".site.spare": "old"}, "new", True),
        ({}, None, True),
    ],
)
def test_a_build_killed_between_two_names_is_undone(tmp_path, there, site, spare):
    for name, text in there.items():
        folder(tmp_path / name, text)
    Trees(tmp_path / "site", Store())
    assert ((tmp_path / "site/index.html").read_text() if site else None) == site
    assert not (tmp_path / ".site.old").exists() and (tmp_path / ".site.spare").exists() == spare


def test_without_a_store_no_second_folder_stays(tmp_path):
    trees = Trees(tmp_path / "site", Store())
    trees.publish({"a": trees.next.put("a", b"1")})
    trees.discard_spare()
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_another_process_fills_a_new_folder_with_what_the_site_has(tmp_path, store, monkeypatch):
    monkeypatch.setattr("generator.site.tree.FEWEST", 1)
    monkeypatch.setattr("generator.site.tree.may_fork", lambda: True)
    site = tmp_path / "site"
    files = {"a": "1", "b/c": "2", "b/d/e": "3"}
    publish(site, store, files)
    for new in ({"a": "1", "b/c": "new"}, files):
        trees = Trees(site, store)
        trees.wait()
        assert trees.next.files == trees.now.files if new != files else trees.next.files
        trees.publish({path: trees.next.put(path, text.encode()) for path, text in new.items()})
        store.commit()
        assert shown(site) == new


def test_what_already_lies_in_the_new_folder_is_not_taken_for_the_sites(tmp_path, store, monkeypatch):
    monkeypatch.setattr("generator.site.tree.FEWEST", 1)
    monkeypatch.setattr("generator.site.tree.may_fork", lambda: True)
    site = tmp_path / "site"
    publish(site, store, {"a": "1", "b": "2"})
    (tmp_path / ".site.spare").mkdir()
    (tmp_path / ".site.spare/b").write_text("half")
    trees = Trees(site, store)
    trees.wait()
    assert not trees.next.files and trees.keep("b", trees.now.files["b"])
    assert (tmp_path / ".site.spare/b").read_text() == "2"


def test_processes_that_write_at_once_make_each_others_folders(tmp_path):
    """Folders that several need are there for all of them, whoever makes them first."""
    for attempt in range(10):
        tree = Tree(tmp_path / f"site{attempt}")
        children = []
        for share in range(3):
            child = os.fork()
            if not child:
                done = 1
                try:
                    for number in range(share, 90, 3):
                        tree.put(f"a/b{number // 30}/c/d{number // 3}/e{number}/index.html", b"x")
                    done = 0
                finally:
                    os._exit(done)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
        assert len(shown(tree.folder)) == 90
