"""Documents of converted kinds, from the file to the check: texts, converters, problems at their places."""

import hashlib
import json

import pytest

from generator import cli
from generator.load import documents, load_project
from generator.load.documents import MAX_DOCUMENT_BYTES, Documents, read_document

WORDS = "The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said. Two ships left in time."
MORE = '"We had no choice," Brook said when she was asked about the boats that could not leave, and about who is to pay for the repair.'
PAGE = f"<html><head><title>Harbour closed</title></head><body><nav><a href='/'>Home</a></nav><article><p>{WORDS}</p><p>{MORE}</p></article></body></html>"
SOURCE = "content/sources/paper.yml"
EVENT = "content/events/2030-05-02-harbour.yml"


def put(project, name: str, data: bytes) -> str:
    """Make `name` the document of the project's source; the line of its converter, taken out where it is not wanted."""
    (project.root / "seeds" / name).write_bytes(data)
    document = read_document(project.root / "seeds" / name, name)
    text = (project.root / SOURCE).read_text(encoding="utf-8").splitlines()
    text[:2] = [f"document: {name}", f"sha256: {document.sha256}", f"converter: {document.converter}"]
    (project.root / SOURCE).write_text("\n".join(text) + "\n", encoding="utf-8")
    return text[2]


@pytest.fixture(params=["html", "pdf", "docx"])
def converted(request, project, make):
    """The project with a document of each kind, and the line of its converter."""
    def build(document):
        document.add_paragraph(WORDS)
        document.add_paragraph(MORE)

    makers = {"html": lambda: PAGE.encode(), "pdf": lambda: make.pdf([(WORDS, 10), (MORE, 10)]), "docx": lambda: make.word(build)}
    return put(project, f"paper.{request.param}", makers[request.param]())


def test_a_project_on_a_converted_document_is_sound(project, converted):
    assert project.problems() == ()


def test_a_project_on_documents_of_all_kinds_is_sound(project, make):
    kinds = {"html": PAGE.encode(), "pdf": make.pdf([(WORDS, 10), (MORE, 10)]), "docx": make.word(lambda document: document.add_paragraph(WORDS))}
    text = (project.root / SOURCE).read_text(encoding="utf-8")
    cites = '- {source: paper, quote: "Two ships left in time."}'
    for kind, data in kinds.items():
        put(project, f"{kind}.{kind}", data)
        (project.root / SOURCE).rename(project.root / f"content/sources/{kind}.yml")
        (project.root / SOURCE).write_text(text, encoding="utf-8")
        cites += f'\n      - {{source: {kind}, quote: "Two ships left in time."}}'
    project.edit(EVENT, '- {source: paper, quote: "Two ships left in time."}', cites)
    assert project.problems() == ()


def test_a_source_says_what_converted_its_document(project, converted):
    project.edit(SOURCE, converted + "\n", "")
    problem = project.only()
    assert (problem.code, problem.spot.path, problem.spot.line, problem.spot.column) == ("missing-key", SOURCE, 1, 1)
    assert f"`{converted}`" in problem.help


def test_another_text_than_the_record_was_made_from(project, converted):
    sha256 = converted[-65:-1]
    project.edit(SOURCE, converted, converted.replace(sha256, "0" * 64))
    assert project.found() == ("conversion-changed", 3, converted.index(sha256) + 1)
    assert f"put `{converted}` here" in project.only().help


def test_another_version_that_makes_the_same_text_is_no_problem(project, converted):
    project.edit(SOURCE, converted, f"converter: {{name: other, version: \"0.1\", sha256: {converted[-65:-1]}}}")
    assert project.problems() == ()


def test_which_version_made_the_text_is_told(project, converted):
    project.edit(SOURCE, converted, f"converter: {{name: other, version: \"0.1\", sha256: {'0' * 64}}}")
    assert "than other 0.1 made when this record was made" in project.only().message


def test_sources_of_one_document_are_one_problem(project):
    line = put(project, "paper.html", PAGE.encode())
    project.edit(SOURCE, line, line.replace(line[-65:-1], "0" * 64))
    (project.root / "content/sources/other.yml").write_text((project.root / SOURCE).read_text(encoding="utf-8"), encoding="utf-8")
    problem = project.only()
    assert (problem.code, problem.spot.path) == ("conversion-changed", "content/sources/other.yml")
    assert [related.spot.path for related in problem.related] == [SOURCE]


@pytest.mark.parametrize(("value", "code", "column"), [
    ("", "missing-key", 11), ("trafilatura", "bad-value", 12), ("{name: x}", "missing-key", 12), ('{name: x, version: "1", sha256: abc}', "bad-value", 44),
])
def test_a_converter_that_cannot_be_read_is_one_problem_of_its_own(project, value, code, column):
    line = put(project, "paper.html", PAGE.encode())
    project.edit(SOURCE, line, f"converter: {value}".rstrip())
    found = {(problem.code, problem.spot.line, problem.spot.column) for problem in project.problems()}
    assert found == {(code, 3, column)}


def test_a_text_needs_no_converter_and_minds_none(project):
    project.edit(SOURCE, "publisher: The Paper", f"publisher: The Paper\nconverter: {{name: x, version: \"1\", sha256: {'0' * 64}}}")
    assert project.problems() == ()


@pytest.mark.parametrize(("name", "data", "told"), [
    ("paper.html", b"", "is empty"),
    ("paper.pdf", b"%PDF-1.7 cut", "is cut off"),
    ("paper.docx", b"PK\x03\x04 word/", "no Word document"),
    ("paper.html", b"%PDF-1.7", "but a PDF"),
])
def test_a_document_that_gives_no_text_is_a_problem_of_its_source(project, name, data, told):
    (project.root / "seeds" / name).write_bytes(data)
    project.edit(SOURCE, "document: paper.txt", f"document: {name}")
    problem = project.only()
    assert (problem.code, problem.spot.line, problem.spot.column) == ("document-unreadable", 1, 11) and told in problem.message


def test_a_large_file_is_not_read(tmp_path):
    with open(tmp_path / "x.html", "wb") as file:
        file.truncate(200_000_000)
    document = read_document(tmp_path / "x.html", "x.html")
    assert document.error == f"200,000,000 bytes; a document has at most {MAX_DOCUMENT_BYTES:,}" and document.sha256 == ""


def test_only_documents_that_a_source_names_are_read(project, monkeypatch):
    (project.root / "seeds/other.pdf").write_bytes(b"%PDF-1.7")
    (project.root / "seeds/picture.png").write_bytes(b"\x89PNG")
    read = []
    monkeypatch.setattr(documents, "_read", lambda files, path, name, converters, real=documents._read: read.append(name) or real(files, path, name, converters))
    assert project.problems() == () and read == ["paper.txt"]


def test_documents_are_read_once_and_together(tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    read = []
    monkeypatch.setattr(documents, "_read", lambda files, path, name, converters, real=documents._read: read.append(name) or real(files, path, name, converters))
    found = Documents(tmp_path, ["a.txt", "b.txt", "c.txt"])
    found.read(["b.txt", "b.txt", "no.txt"])
    assert found["b.txt"].text == "b.txt" and found.get("no.txt") is None and list(found) == ["a.txt", "b.txt", "c.txt"] and len(found) == 3
    assert [document.text for _, document in found.items()] == ["a.txt", "b.txt", "c.txt"] and read == ["b.txt", "a.txt", "c.txt"]


def test_what_is_converted_is_known_by_its_bytes(tmp_path):
    for name in ("a.html", "b.HTM"):
        (tmp_path / name).write_text(PAGE)
    one, other = read_document(tmp_path / "a.html", "a.html"), read_document(tmp_path / "b.HTM", "b.HTM")
    assert one.text == other.text == f"{WORDS}\n{MORE}\n"
    assert one.converter == other.converter and one.converter.sha256 == hashlib.sha256(one.text.encode()).hexdigest()


def test_convert_prints_the_text_or_what_is_stated(tmp_path, capsys):
    (tmp_path / "a.html").write_text(PAGE.replace("<head>", "<head><meta name='date' content='2030-05-03'>"))
    assert cli.main(["convert", str(tmp_path / "a.html")]) == 0
    assert capsys.readouterr().out == f"{WORDS}\n{MORE}\n"
    assert cli.main(["convert", str(tmp_path / "a.html"), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["text", "sha256", "title", "author", "date", "converter"]
    assert (data["title"], data["author"], data["date"]) == ("Harbour closed", None, "2030-05-03")
    assert data["converter"]["name"] == "trafilatura" and data["converter"]["sha256"] == hashlib.sha256(data["text"].encode()).hexdigest()


def test_convert_of_markdown_has_no_converter(tmp_path, capsys):
    (tmp_path / "a.md").write_text("# A title #\n\nText.\n")
    assert cli.main(["convert", str(tmp_path / "a.md"), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["text"], data["title"], data["author"], data["converter"]) == ("# A title #\n\nText.\n", "A title", None, None)


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.xyz", "missing.pdf"])
def test_convert_of_what_gives_no_text_says_why(tmp_path, capsys, name):
    if not name.startswith("missing"):
        (tmp_path / name).write_bytes(b"")
    assert cli.main(["convert", str(tmp_path / name)]) == 1
    output = capsys.readouterr()
    assert output.out == "" and output.err.startswith(f"timeline: {tmp_path / name}: ") and output.err.count("\n") == 1


def test_a_new_source_of_a_converted_document_names_its_converter(project, capsys):
    (project.root / "seeds/new.html").write_text(PAGE)
    assert cli.main(["-C", str(project.root), "new", "source", "new", "--document", "new.html"]) == 0
    text = (project.root / "content/sources/new.yml").read_text()
    assert f"converter: {load_project(project.root).documents['new.html'].converter}\n" in text
    assert cli.main(["-C", str(project.root), "new", "source", "plain", "--document", "paper.txt"]) == 0
    assert "onverter" not in (project.root / "content/sources/plain.yml").read_text()
    assert cli.main(["-C", str(project.root), "new", "source", "blank"]) == 0
    assert "CONVERTER" not in (project.root / "content/sources/blank.yml").read_text()
