"""DOCX to text: paragraphs, tables, lists and notes in order; tracked changes as accepted."""

from datetime import datetime

import pytest

from generator.load.converted import Unreadable
from generator.load.from_docx import convert


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def test_what_a_person_reads_in_a_document_with_a_table_and_lists(make):
    def build(document):
        document.add_heading("Harbour closed")
        paragraph = document.add_paragraph("The port of Low Bay ")
        paragraph.add_run("closed").bold = True
        paragraph.add_run(" its harbour on Thursday. Two ships left in time.")
        document.add_paragraph("Divers go down on Friday.", style="List Bullet")
        document.add_paragraph("Ferries run from the old pier.", style="List Number")
        table = document.add_table(3, 2)
        for row, cells in zip(table.rows, [("Ship", "Length"), ("Merganser", "120 m"), ("Teal", "80 m\nor more")], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("“We had no choice,”\u00a0Brook\u00ad said.")
        document.sections[0].header.paragraphs[0].text = "The Paper"

    made = convert(make.word(build, title="Harbour closed", author="Ann Writer", created=datetime(2030, 5, 3, 23, 30)))
    assert made.text.split("\n") == [
        "Harbour closed", "The port of Low Bay closed its harbour on Thursday. Two ships left in time.", "Divers go down on Friday.", "Ferries run from the old pier.",
        "Ship\tLength", "Merganser\t120 m", "Teal\t80 m or more", "“We had no choice,” Brook said.", "",
    ]
    assert (made.title, made.author, made.date) == ("Harbour closed", "Ann Writer", "2030-05-03")


@pytest.mark.parametrize(("body", "lines"), [
    (f'<w:p>{run("The port ")}<w:ins w:id="1" w:author="a">{run("has ")}</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>had </w:delText></w:r></w:del>{run("closed.")}</w:p>', ["The port has closed."]),
    (f'<w:p><w:moveFrom w:id="1" w:author="a">{run("Gone.")}</w:moveFrom>{run("Kept.")}</w:p><w:p><w:moveTo w:id="2" w:author="a">{run("Moved.")}</w:moveTo></w:p>', ["Kept.", "Moved."]),
    (f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>{run("One ")}</w:p><w:p>{run("line.")}</w:p>', ["One line."]),
    (f'<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc><w:p>{run("gone")}</w:p></w:tc></w:tr><w:tr><w:tc><w:p>{run("a")}</w:p></w:tc><w:tc><w:p>{run("b")}</w:p></w:tc></w:tr></w:tbl>', ["a\tb"]),
    (f'<w:p>{run("Seen")}{run("hidden", "<w:rPr><w:vanish/></w:rPr>")}{run(" too", "<w:rPr><w:vanish w:val=&quot;0&quot;/></w:rPr>".replace("&quot;", chr(34)))}</w:p>', ["Seen too"]),
    (f'<w:p>{run("Page ")}<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText></w:r>{run("7")}</w:p>', ["Page 7"]),
    (f'<w:p>{run("one")}<w:r><w:br/></w:r>{run("two")}<w:r><w:tab/></w:r>{run("three")}</w:p>', ["one", "two three"]),
    (f'<w:p><w:hyperlink w:anchor="x">{run("linked")}</w:hyperlink><w:sdt><w:sdtContent>{run(" words")}</w:sdtContent></w:sdt></w:p>', ["linked words"]),
    (f'<w:sdt><w:sdtContent><w:p>{run("in a control")}</w:p></w:sdtContent></w:sdt>', ["in a control"]),
    (f'<w:tbl><w:tr><w:tc><w:p>{run("a")}</w:p><w:tbl><w:tr><w:tc><w:p>{run("b")}</w:p></w:tc><w:tc><w:p>{run("c")}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc><w:tc><w:p>{run("d")}</w:p></w:tc></w:tr></w:tbl>', ["a b c\td"]),
    (f'<w:p>{run("Round")}<w:r><w:pict><w:txbxContent><w:p>{run("in the box")}</w:p></w:txbxContent></w:pict></w:r>{run(" it")}</w:p>', ["Round it", "in the box"]),
])
def test_what_is_read_of_a_body(make, body, lines):
    assert convert(make.word_of(body)).text.split("\n")[:-1] == lines


def test_footnotes_come_last(make):
    body = f'<w:p>{run("The port is closed")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(".")}</w:p><w:p>{run("The end.")}</w:p>'
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = make.word_of(body)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + f'<Relationship Id="rId90" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    notes = f'<w:footnotes {namespace}><w:footnote w:type="separator" w:id="0"><w:p>{run("—")}</w:p></w:footnote><w:footnote w:id="2"><w:p>{run("By order of the mayor.")}</w:p></w:footnote></w:footnotes>'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    data = make.repacked(data, {"word/_rels/document.xml.rels": relations, "word/footnotes.xml": notes, "[Content_Types].xml": types})
    assert convert(data).text == "The port is closed.\nThe end.\nBy order of the mayor.\n"


def test_no_properties_are_made_up(make):
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    made = convert(make.repacked(make.word_of(f"<w:p>{run('Text.')}</w:p>"), {"_rels/.rels": relations}))
    assert (made.text, made.title, made.author, made.date) == ("Text.\n", "", "", "")


@pytest.mark.parametrize(("body", "told"), [
    ("", "no text"), ("<w:p/>", "no text"), ("<w:p>", "damaged"),
    ("&boom;", "damaged"),
])
def test_a_body_that_gives_no_text(make, body, told):
    with pytest.raises(Unreadable, match=told):
        convert(make.word_of(body))


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(make):
    with pytest.raises(Unreadable, match="unpacks to 300,"):
        convert(make.repacked(make.word(), {"word/media/image1.png": b"0" * 300_000_000}))
    with pytest.raises(Unreadable, match="packs 6,"):
        convert(make.repacked(make.word(), {f"word/media/{number}": b"" for number in range(6_000)}))
