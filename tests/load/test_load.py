"""Files to raw records and documents: names, encodings, links, sizes."""

import os

import pytest

from generator.load import load_project
from generator.load.documents import read_document


def codes(project):
    return [(p.code, p.spot.path, p.spot.line, p.spot.column) for p in load_project(project.root).problems]


def test_a_sound_project_loads_without_problems(project):
    loaded = load_project(project.root)
    assert loaded.problems == ()
    assert {record.kind for record in loaded.records} == {"event", "actor", "place", "source"}
    assert set(loaded.documents) == {"paper.txt"}


def test_a_folder_without_content(tmp_path):
    assert [p.code for p in load_project(tmp_path).problems] == ["missing-file"]


@pytest.mark.parametrize("name", ["Brook.yml", "a--b.yml", "-a.yml", "a_b.yml", "con.yml", "index.yml", "é.yml", "a" * 81 + ".yml", "a b.yml", "a.yaml", "notes.txt"])
def test_names_that_are_no_ids(project, name):
    project.write(f"content/actors/{name}", "name: X\nkind: person\n")
    assert codes(project) == [("bad-id", f"content/actors/{name}", 1, 1)]


def test_folders_below_a_kind_are_the_curators_own(project):
    project.write("content/actors/people/x/y/z.yml", "name: Z\nkind: person\n")
    assert codes(project) == []


@pytest.mark.parametrize(("data", "place"), [
    (b"name: caf\xe9\n", (1, 10)),
    ("name: x\n".encode("utf-16"), (1, 1)),
    ("\ufeffname: x\n".encode(), (1, 1)),
    (b"name: x\x00\n", (1, 8)),
    ("a: b\nname: x\u202ey\n".encode(), (2, 8)),
    ("name: x\u200by\n".encode(), (1, 8)),
    ("name: x\u2028kind: y\n".encode(), (1, 8)),
    ("name: x\u0085kind: y\n".encode(), (1, 8)),
    (b"name: x\rkind: y\n", (1, 8)),
    (b"name: \xed\xa0\x80\n", (1, 7)),
])
def test_texts_that_are_not_what_they_seem(project, data, place):
    (project.root / "content/actors/x.yml").write_bytes(data)
    assert codes(project) == [("bad-encoding", "content/actors/x.yml", *place)]


def test_windows_line_ends_are_read(project):
    file = project.root / "content/actors/x.yml"
    file.write_bytes(b"name: X\r\nkind: person\r\n")
    assert codes(project) == []


def test_a_record_too_large(project):
    project.write("content/actors/x.yml", "name: " + "x" * 1_000_001)
    assert codes(project) == [("too-large", "content/actors/x.yml", 1, 1)]


@pytest.mark.parametrize("escape", ["\\0", "\\e", "\\u202e", "\\x85", "\\u200b", "\\uFEFF"])
def test_escapes_make_nothing_unseen_either(project, escape):
    project.write("content/actors/x.yml", f'kind: person\nname: "a {escape} b"\n')
    assert codes(project) == [("bad-encoding", "content/actors/x.yml", 2, 7)]


@pytest.mark.parametrize("path", [
    "content/stray.yml", "content/event/x.yml", "content/timeline.yaml", "content/page.html", "content/picture.svg", "content/script.js",
    "content/assets/keys.png", "content/events.md", "content/search.md", "content/dates/x.md", "content/README.md", "content/differences/x.png",
])
def test_files_that_belong_nowhere(project, path):
    project.write(path, "text")
    assert codes(project) == [("stray-file", path, 1, 1)]


def test_pages_and_pictures_belong_to_the_site(project):
    project.write("content/about.md", "# About\n")
    project.write("content/more/how.md", "# How\n")
    (project.root / "content/more/map.png").write_bytes(b"\x89PNG")
    assert codes(project) == []


def test_a_page_that_is_not_utf8(project):
    (project.root / "content/about.md").write_bytes(b"# caf\xe9\n")
    assert codes(project) == [("bad-encoding", "content/about.md", 1, 6)]


@pytest.mark.parametrize("link", ["content/about.md", "content/more", "content/host.txt", "content/events/x.yml", "seeds/x.txt"])
@pytest.mark.parametrize("dangling", [False, True])
def test_no_link_is_followed_anywhere(project, tmp_path, link, dangling):
    target = tmp_path / "target"
    if not dangling:
        target.mkdir()
        (target / "secret.md").write_text("# Secret\n", encoding="utf-8")
    os.symlink(target, project.root / link)
    assert codes(project) == [("symlink", link, 1, 1)]


@pytest.mark.parametrize("folder", ["content", "content/actors", "seeds"])
def test_a_folder_of_the_project_that_is_a_link(project, tmp_path, folder):
    (project.root / folder).rename(tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", project.root / folder)
    assert ("symlink", folder, 1, 1) in codes(project)


def test_links_to_folders_and_documents_are_not_followed(project, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text("name: Secret\nkind: person\n", encoding="utf-8")
    os.symlink(outside, project.root / "content/actors/linked")
    os.symlink(outside / "secret.yml", project.root / "seeds/secret.txt")
    assert codes(project) == [("symlink", "content/actors/linked", 1, 1), ("symlink", "seeds/secret.txt", 1, 1)]
    assert "secret" not in load_project(project.root).named["actor"]
    assert set(load_project(project.root).documents) == {"paper.txt"}


@pytest.mark.parametrize(("name", "data", "told"), [
    ("x.txt", b"", "is empty"),
    ("x.txt", b" \n ", "is empty"),
    ("x.txt", b"\xff\xfe", "not UTF-8"),
    ("x.txt", b"a\x00b", "NUL"),
    ("x.rtf", b"{\\rtf1}", "'.rtf' is not a kind of document"),
    ("x", b"text", "'x' is not a kind of document"),
])
def test_documents_that_cannot_be_read_say_why(tmp_path, name, data, told):
    (tmp_path / name).write_bytes(data)
    document = read_document(tmp_path / name, name)
    assert told in document.error and document.text == ""


def test_a_document_keeps_its_own_typography_and_lines(tmp_path):
    (tmp_path / "x.txt").write_bytes("\ufeffa\r\n“b” – c\n".encode())
    document = read_document(tmp_path / "x.txt", "x.txt")
    assert document.text == "a\r\n“b” – c\n"
    assert document.line_of(document.text.index("c")) == 2


def test_a_document_that_no_source_names_may_be_of_any_kind(project):
    (project.root / "seeds/picture.png").write_bytes(b"\x89PNG")
    assert project.problems() == ()
