"""The child that converts: its answers, its end, and that nothing around it changes a text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.load import convert
from generator.load.convert import Converters

ROOT = Path(__file__).parents[2]
PRINTED = Path(__file__).parent / "documents" / "two-columns.pdf"
PAGE = b"<html><body><article>" + b"".join(b"<p>The port of Low Bay closed its harbour on Thursday, mayor Ada Brook said, number %d.</p>" % n for n in range(8)) + b"</article></body></html>"


@pytest.fixture
def converters():
    with Converters() as made:
        yield made


def test_one_child_serves_several_documents(converters, make):
    assert "Ada Brook" in converters.convert(PAGE, "html").text
    child = converters.child
    assert "Ada Brook" in converters.convert(PRINTED.read_bytes(), "pdf").text
    assert converters.convert(make.word(lambda document: document.add_paragraph("Text.")), "docx").text == "Text.\n"
    assert converters.child is child


def test_the_child_ends_with_its_converters():
    with Converters() as converters:
        converters.convert(PAGE, "html")
        child = converters.child
    assert child.returncode is not None and converters.child is None


def test_no_child_is_started_for_nothing():
    with Converters() as converters:
        assert converters.child is None


SLOW = "import time; time.sleep(600)"


@pytest.fixture
def worker(monkeypatch):
    """Puts another program in the place of the child's."""
    def put(program: str):
        real = subprocess.Popen

        def start(command, **options):
            return real([sys.executable, "-c", program], **options)

        monkeypatch.setattr(convert.subprocess, "Popen", start)
    return put


def test_a_child_that_is_too_slow_is_ended(worker):
    worker(SLOW)
    with Converters(seconds=0.2) as converters:
        assert converters.convert(PAGE, "html").error == "takes more than 0.2 seconds to convert"
        assert converters.child is None


def test_a_child_that_does_not_read_is_ended(worker):
    worker(SLOW)
    with Converters(seconds=0.2) as converters:
        assert "0.2 seconds" in converters.convert(b"x" * 10_000_000, "html").error


def test_a_child_that_breaks_down(worker):
    worker("import os; os.abort()")
    with Converters() as converters:
        assert converters.convert(PAGE, "html").error == "breaks its converter, or needs more than 2,000,000,000 bytes of memory"


def test_a_child_that_breaks_down_at_a_second_document_is_asked_anew(converters):
    first = converters.convert(PAGE, "html")
    converters.child.kill()
    converters.child.wait()
    assert converters.convert(PAGE, "html") == first


def test_a_document_that_needs_too_much_memory_is_told():
    with Converters(memory=400_000_000) as converters:
        made = converters.convert(b"<html><body>" + b"<p>a b c</p>" * 800_000, "html")
        assert "400,000,000 bytes of memory" in made.error
        assert "Ada Brook" in converters.convert(PAGE, "html").text


def test_what_a_document_prints_goes_nowhere(capfd):
    with Converters() as converters:
        converters.convert(b"\xff" * 1000, "html")
        converters.convert(b"%PDF-1.7 broken", "pdf")
        converters.convert(b"PK\x03\x04 broken word/", "docx")
    assert capfd.readouterr() == ("", "")


DISGUISED = [
    (b"", "html", "is empty"), (b" \n", "pdf", "is empty"), (b"", "docx", "is empty"),
    (b"%PDF-1.7\n", "html", "is no HTML page, as its name says, but a PDF; give it a name that ends in .pdf"),
    (b"\n<!DOCTYPE html><p>", "pdf", "is no PDF, as its name says, but an HTML page; give it a name that ends in .html"),
    (b"PK\x03\x04....word/document.xml", "pdf", "is no PDF, as its name says, but a Word document; give it a name that ends in .docx"),
    (b"PK\x03\x04....a.txt", "docx", "is a packed archive of other files, no Word document"),
    (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "docx", "is protected by a password; save it without one"),
    (b"\xd0\xcf\x11\xe0 old", "docx", "is of an old form of Microsoft Office; save it as .docx"),
    (b"hello", "docx", "is no Word document, though its name says so, or is cut off"),
    (b"hello", "pdf", "is no PDF, though its name says so, or is damaged"),
    (b"<html><body>" + b"<div>" * 100_000 + b"text", "html", "holds no article that can be told from the rest of the page"),
]


@pytest.mark.parametrize(("data", "kind", "told"), DISGUISED)
def test_what_is_not_what_its_name_says(converters, data, kind, told):
    assert converters.convert(data, kind).error == told


def test_a_word_document_nested_beyond_reading(converters, make):
    cell = "<w:tbl><w:tr><w:tc>"
    assert "Word document" in converters.convert(make.word_of(cell * 20_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 20_000), "docx").error


TWICE = """
import json, sys
from pathlib import Path
from generator.load.documents import read_document
names = json.loads(sys.argv[1])
print(json.dumps({name: [(d := read_document(Path(name), name)).text, d.title, d.author, d.date, d.converter.sha256] for name in names}))
"""


def test_neither_order_nor_clock_nor_language_nor_hash_seed_changes_a_text(make, tmp_path):
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "paper.pdf").write_bytes(PRINTED.read_bytes())
    (tmp_path / "letter.docx").write_bytes(make.word(lambda document: document.add_paragraph("Ä letter – of 3 May."), author="Ann Writer"))
    names = [str(tmp_path / name) for name in ("letter.docx", "page.html", "paper.pdf")]
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE", "PYTHONWARNINGS": "error", "TRAFILATURA_SETTINGS": "x"},
    ]
    made = []
    for order, world in zip((names, names[::-1]), worlds, strict=True):
        environment = {**os.environ, **world, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", TWICE, json.dumps(order)], env=environment, cwd=tmp_path, capture_output=True, check=True)
        made.append(json.loads(done.stdout))
    assert made[0] == made[1]


def test_a_project_of_texts_loads_no_converter():
    heavy = "{'lxml', 'trafilatura', 'docx', 'pypdfium2', 'readability'}"
    subprocess.run([sys.executable, "-c", f"import sys, generator.cli; assert not {heavy} & set(sys.modules)"], cwd=ROOT, check=True)
