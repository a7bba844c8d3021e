"""What earlier checks found out changes no result: only how long a check takes."""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from generator.check import check_project
from generator.check.events import EventChecks
from generator.check.memo import Memo, dump, still_sound, undump
from generator.check.timeline import Timeline
from generator.load import files as files_module
from generator.load.tree import Deferred, Reread
from generator.model.records import Inference
from generator.store import Store
from tests.conftest import EVENT, EXAMPLE

STEPS = 12


@pytest.fixture(autouse=True)
def soon_quiet(monkeypatch):
    """Files count as quiet as soon as the clock's grain allows, so that these tests need not wait."""
    monkeypatch.setattr(files_module, "_QUIET_NS", 20_000_000)


def everything(root: Path, store: Store | None) -> dict:
    checked = check_project(root, store)
    reading = checked.reading
    found = {
        "problems": checked.problems, "counts": checked.counts, "gates": checked.gates, "digests": checked.digests, "model": reading.model,
        "texts": reading.texts, "passages": list(reading.passages.items()), "documents": dict(reading.documents.items()),
        "timeline": checked.timeline,
    }
    if store:
        store.close()
    return found


# --- Random edits ---


class Edits:
    """Changes files of a project at random, in ways that keep records sound and in ways that break them."""

    def __init__(self, root: Path, store: Path, rng: random.Random):
        self.root, self.store, self.rng = root, store, rng
        self.removed: dict[Path, bytes] = {}

    def files(self, *folders: str) -> list[Path]:
        return sorted(file for folder in folders for file in (self.root / folder).rglob("*") if file.is_file())

    def step(self) -> str:
        every = (
            self.word, self.word, self.letter, self.line_less, self.line_more, self.delete, self.restore, self.restore, self.rename, self.new_name,
            self.touch, self.behind_the_clock, self.new_actor, self.new_document, self.part, self.cut_store, self.garbage,
        )
        edit = self.rng.choice(every)
        edit()
        return edit.__name__

    def change(self, file: Path, text: str) -> None:
        self.removed.setdefault(file, file.read_bytes())
        file.write_text(text, encoding="utf-8")

    def _one(self, *folders: str) -> Path:
        return self.rng.choice(self.files(*folders or ("content", "seeds")))

    def word(self) -> None:
        file = self._one()
        words = re.findall(r"\w{2,}", text := file.read_text(encoding="utf-8"))
        self.change(file, text.replace(self.rng.choice(words), self.rng.choice(words), 1))

    def letter(self) -> None:
        file = self._one()
        text = file.read_text(encoding="utf-8")
        at = self.rng.randrange(len(text))
        self.change(file, text[:at] + self.rng.choice("aZ0:'\"[ \n#") + text[at + self.rng.randrange(2) :])

    def line_less(self) -> None:
        file = self._one("content")
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        del lines[self.rng.randrange(len(lines))]
        self.change(file, "".join(lines) or "\n")

    def line_more(self) -> None:
        """A comment on top: every place moves, nothing else does."""
        file = self._one("content")
        self.change(file, "# a comment\n" + file.read_text(encoding="utf-8"))

    def delete(self) -> None:
        file = self._one()
        self.removed.setdefault(file, file.read_bytes())
        file.unlink()

    def restore(self) -> None:
        for file, data in self.removed.items():
            file.write_bytes(data)
        self.removed.clear()

    def rename(self) -> None:
        file = self._one("content/events", "content/sources", "content/actors")
        self.removed.setdefault(file, file.read_bytes())
        other = file.with_name(f"other-{self.rng.randrange(3)}.yml")
        file.replace(other)

    def new_name(self) -> None:
        file = self.root / "content/actors/westmark.yml"
        if file.exists():
            self.change(file, f"name: {self.rng.choice(('Westmark', 'Sandrey', 'Port Alder', 'The'))}\nkind: state\naliases: [{self.rng.choice(('crew', 'Boat', 'radar'))}]\n")

    def touch(self) -> None:
        os.utime(self._one())

    def behind_the_clock(self) -> None:
        """Other bytes of the same length, the time of modification set back."""
        file = self._one()
        stat, text = file.stat(), file.read_text(encoding="utf-8")
        letters = [match.start() for match in re.finditer("[a-y]", text)]
        at = self.rng.choice(letters)
        self.change(file, text[:at] + chr(ord(text[at]) + 1) + text[at + 1 :])
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def new_actor(self) -> None:
        name = self.rng.choice(("Merganser", "Thursday", "the crew", "Gazette", "Commission"))
        (self.root / "content/actors" / f"a-{self.rng.randrange(3)}.yml").write_text(f"name: {name}\nkind: state\n", encoding="utf-8")

    def new_document(self) -> None:
        """A changed document whose record says so."""
        import hashlib

        file = self._one("seeds")
        before = hashlib.sha256(file.read_bytes()).hexdigest()
        words = re.findall(r"[A-Za-z]{4,}", text := file.read_text(encoding="utf-8"))
        self.change(file, text.replace(self.rng.choice(words), self.rng.choice(words), 1) if words else text)
        after = hashlib.sha256(file.read_bytes()).hexdigest()
        for record in self.files("content/sources"):
            self.change(record, record.read_text(encoding="utf-8").replace(before, after))

    def part(self) -> None:
        file = self._one("content/sources") if self.files("content/sources") else self._one()
        self.change(file, re.sub(r"^(part|omit):.*\n(?:  .*\n)*", "", file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE))

    def cut_store(self) -> None:
        data = self.store.read_bytes()
        self.store.write_bytes(data[: self.rng.randrange(len(data))])

    def garbage(self) -> None:
        """Entries exchanged and spoilt, with digests that fit, as nobody but a person would."""
        with_store = Store(self.store, "test")
        table = self.rng.choice(("file", "event", "source"))
        rows = with_store.all(table)
        for key in self.rng.sample(sorted(rows), min(3, len(rows))):
            value = rows[key]
            at = self.rng.randrange(56 if table == "file" else 32, len(value) + 1) if len(value) > 56 else len(value)
            with_store.put(table, {key: value[:at] + self.rng.choice((b"", b"\x00", b"[]", b"null", pickle.dumps(print), b"."))})
        with_store.commit()
        with_store.close()


@pytest.mark.parametrize("seed", range(20))
def test_a_check_with_a_store_finds_what_one_without_finds(tmp_path, seed):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "project"))
    file = tmp_path / "store"
    edits = Edits(root, file, random.Random(seed))
    done: list[str] = []
    for _ in range(STEPS):
        before = Store(file, "test")
        sound = still_sound(root, before)
        before.close()
        found = everything(root, None)
        assert not (sound and found["problems"]), done
        assert everything(root, Store(file, "test")) == found, done
        done.append(edits.step())
        if len(edits.files("content")) < 12 or not edits.files("seeds"):
            edits.restore()


def test_a_project_is_still_sound_until_any_file_changes(project, store):
    assert not still_sound(project.root, Store(store, "test"))
    project.write("content/about.md", "# About\n")
    settle(project, store)
    assert still_sound(project.root, Store(store, "test"))
    for change in (
        lambda: project.write("content/about.md", "# About\u202e\n"), lambda: project.write("content/new.md", "# New\n"), lambda: project.write("content/x.yml", "a: b\n"),
        lambda: (project.root / EVENT).unlink(), lambda: project.write("seeds/paper.txt", "other"), lambda: (project.root / "seeds/link").symlink_to("paper.txt"),
    ):
        copy = Path(shutil.copytree(project.root, store.parent / "copy"))
        change()
        assert not still_sound(project.root, Store(store, "test"))
        shutil.rmtree(project.root)
        copy.rename(project.root)
        assert still_sound(project.root, Store(store, "test"))


# --- What is used again, and what is not ---


@pytest.fixture
def store(tmp_path) -> Path:
    return tmp_path / "store"


def settle(project, file: Path) -> None:
    """Check twice, so that all files are known as quiet."""
    for path in project.root.rglob("*"):
        stat = path.stat()
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    import time

    time.sleep(0.03)
    for _ in range(2):
        everything(project.root, Store(file, "test"))


def read_again(project, file: Path, monkeypatch) -> set[str]:
    """The files that a check reads."""
    read = set()
    with monkeypatch.context() as patch:
        patch.setattr(files_module.Files, "read", lambda self, path, real=files_module.Files.read: (read.add(path), real(self, path))[1])
        everything(project.root, Store(file, "test"))
    return read


def test_only_what_has_changed_is_read(project, store, monkeypatch):
    settle(project, store)
    assert read_again(project, store, monkeypatch) == set()
    project.edit(EVENT, "title: The harbour", "title: A harbour")
    assert read_again(project, store, monkeypatch) == {EVENT}


def test_other_bytes_of_the_same_length_and_time_are_noticed(project, store):
    settle(project, store)
    file = project.root / EVENT
    stat = file.stat()
    project.edit(EVENT, "title: The harbour is", "title: The harbour as")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    timeline: Timeline = check_project(project.root, Store(store, "test")).timeline
    assert timeline.events[0].title == "The harbour as closed"


def test_a_file_that_was_not_quiet_when_it_was_seen_is_read_again(project, store, monkeypatch):
    monkeypatch.setattr(files_module, "_QUIET_NS", 2_000_000_000)
    everything(project.root, Store(store, "test"))
    assert EVENT in read_again(project, store, monkeypatch) and "seeds/paper.txt" in read_again(project, store, monkeypatch)


def test_an_edit_checks_its_event_and_no_other(project, store, monkeypatch):
    other = (project.root / EVENT).read_text(encoding="utf-8")
    project.write("content/events/2030-05-02-again.yml", other)
    settle(project, store)
    checked = []
    real = EventChecks.outcome
    monkeypatch.setattr(EventChecks, "outcome", lambda self, event: checked.append(event.id) or real(self, event))
    project.edit(EVENT, "title: The harbour", "title: A harbour")
    everything(project.root, Store(store, "test"))
    assert checked == ["2030-05-02-harbour"]


def test_a_new_name_checks_the_events_that_may_hold_it(project, store, monkeypatch):
    settle(project, store)
    checked = []
    real = EventChecks.outcome
    monkeypatch.setattr(EventChecks, "outcome", lambda self, event: checked.append(event.id) or real(self, event))
    project.write("content/actors/nobody.yml", "name: Nobody\nkind: person\n")
    everything(project.root, Store(store, "test"))
    assert checked == []
    project.write("content/actors/mayor.yml", "name: mayor\nkind: person\n")
    everything(project.root, Store(store, "test"))
    assert checked == ["2030-05-02-harbour"]


def test_places_of_problems_in_known_records_are_read_when_they_are_told(project, store):
    settle(project, store)
    (project.root / "content/actors/ada-brook.yml").unlink()
    with_store = everything(project.root, Store(store, "test"))
    assert with_store["problems"] == everything(project.root, None)["problems"]
    assert {problem.code for problem in with_store["problems"]} == {"unknown-actor"}


def test_entries_of_files_that_are_gone_are_dropped(project, store):
    settle(project, store)
    (project.root / EVENT).unlink()
    everything(project.root, Store(store, "test"))
    left = Store(store, "test")
    assert EVENT not in left.all("file") and EVENT not in left.all("event") and "content/actors/port.yml" in left.all("file")


def test_a_record_with_a_problem_is_not_kept(project, store):
    project.edit(EVENT, "type: measure", "type: measure\nkind: x")
    settle(project, store)
    [(path, entry)] = [(path, entry) for path, entry in Store(store, "test").all("file").items() if path == EVENT]
    assert len(entry) == 56 and everything(project.root, Store(store, "test"))["problems"][0].code == "unknown-key"


def add_event(project, identifier: str, **changes: str) -> None:
    """A further event, the first one's text with some of it exchanged."""
    text = (project.root / EVENT).read_text(encoding="utf-8")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    project.write(f"content/events/{identifier}.yml", text)


def test_an_event_whose_date_comes_to_count_from_itself_over_others(project, store):
    words = ('words: "on Thursday", rule: weekday-before, ', 'words: "on Thursday", rule: same-day, from_event: {}, ')
    add_event(project, "c")
    add_event(project, "b", counted=(words[0], words[1].format("c")))
    add_event(project, "a", counted=(words[0], words[1].format("b")))
    settle(project, store)
    assert everything(project.root, Store(store, "test"))["problems"] == ()
    project.edit("content/events/c.yml", words[0], words[1].format("a"))
    told = everything(project.root, Store(store, "test"))["problems"]
    assert [problem.spot.path[15:16] for problem in told] == ["a", "b", "c"] and told == everything(project.root, None)["problems"]


def test_an_event_whose_claims_another_shows_is_broken_and_then_goes(project, store):
    add_event(project, "other", mark=("[^ships]", "[^2030-05-02-harbour#ships]"))
    settle(project, store)
    (project.root / EVENT).write_text("{", encoding="utf-8")
    assert [problem.code for problem in everything(project.root, Store(store, "test"))["problems"]] == ["yaml-syntax"]
    (project.root / EVENT).unlink()
    assert "unknown-event" in [problem.code for problem in everything(project.root, Store(store, "test"))["problems"]]


def test_many_events_are_checked_in_several_processes(project, store, monkeypatch):
    for number in range(5):
        add_event(project, f"event-{number}")
    add_event(project, "wrong", quote=("Two ships left in time.\"}", "Three ships left in time.\"}"))
    alone = everything(project.root, None)
    monkeypatch.setattr("generator.check.FEWEST", 2)
    monkeypatch.setattr("generator.check.memo.FEWEST", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert everything(project.root, Store(store, "test")) == alone == everything(project.root, Store(store, "test"))
    assert [problem.code for problem in alone["problems"]] == ["quote-not-found"]
    assert sorted(Store(store, "test").all("event")) == sorted([EVENT, *(f"content/events/event-{number}.yml" for number in range(5))])


# --- Records as bytes ---


FILE = Reread(lambda: None, "x.yml")


def test_a_record_comes_back_with_deferred_places(project):
    model = check_project(project.root).reading.model
    event = model.events[0]
    read = []
    again = undump(dump(event, event.node), Reread(lambda: read.append(1) or event.node, event.path))
    assert again == event and isinstance(again.node, Deferred) and not read
    assert again.claims[1].cites[0].node.at("quote") == event.claims[1].cites[0].node.at("quote") and len(read) == 1
    assert again.node.entries == event.node.entries and again.dating[0].node.spot == event.dating[0].node.spot


def test_a_place_in_a_file_that_has_gone_is_the_file():
    assert Deferred(FILE, 3).at("claims", 0).path == "x.yml" and Deferred(FILE, 3).entries == {}


@pytest.mark.parametrize("value", [os.system, print, Path("x"), sqlite3.Row, Memo, eval])
def test_nothing_but_records_is_made_from_bytes(value):
    assert undump(pickle.dumps(value), FILE) is None


def test_bytes_run_no_code():
    class Evil:
        def __reduce__(self):
            return os.mkdir, ("/nowhere/at-all",)

    assert undump(pickle.dumps(Evil()), FILE) is None
    assert undump(pickle.dumps(Inference).replace(b"Inference", b"dataclass"), FILE) is None


@pytest.mark.parametrize("data", [b"", b".", b"\x80\x05", b"garbage", pickle.dumps(os.system)[:10]])
def test_bytes_that_are_no_record_are_none(data):
    assert undump(data, FILE) is None
