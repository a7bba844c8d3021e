"""A build that keeps what an earlier one made gives the same site, byte for byte, as one that makes everything: after any edits of
records, documents, pages and theme, and whatever became of the store and of the folders in between."""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from hashlib import sha256

import pytest

from generator.check import check_project
from generator.progress import Progress
from generator.site.build import BuildFailed, build_site
from generator.store import Store
from tests.conftest import EXAMPLE, ROOT
from tests.test_cli import tree

SEQUENCES = int(os.environ.get("TIMELINE_SEQUENCES", "3"))
"""Sequences of edits; hundreds take some minutes."""

EDITS = 4


class Project:
    """A project to be edited at random."""

    def __init__(self, root, seed):
        self.root = root
        self.random = random.Random(seed)
        self.number = 0

    def files(self, pattern):
        return sorted(self.root.glob(pattern))

    def one_of(self, pattern):
        return self.random.choice(self.files(pattern))

    def word(self):
        self.number += 1
        return f"{self.random.choice(['harbour', 'evening', 'lantern', 'Merganser', 'Sandrey'])} {self.number}"

    def edit(self):
        """Change something; what was changed, in words."""
        name = self.random.choice([name for name in vars(Project) if name.startswith("do_")])
        return name, getattr(self, name)()

    def replace(self, file, pattern, new):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(pattern, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
        return file.name

    def add_line(self, file, line):
        """A field added, or taken away where it is there."""
        text = file.read_text(encoding="utf-8")
        key = line.partition(":")[0]
        other = re.sub(rf"^{key}:.*\n", "", text, flags=re.MULTILINE)
        file.write_text(other if other != text else f"{text.rstrip()}\n{line}\n", encoding="utf-8")
        return file.name, line

    def do_title(self):
        return self.replace(self.one_of("content/events/*.yml"), r"^title: .*$", f"title: {self.word().capitalize()}")

    def do_summary(self):
        return self.replace(self.one_of("content/events/*.yml"), r"^(summary: >\n +)", rf"\1Some say: ")

    def do_event_field(self):
        line = self.random.choice(["background: true", "order: 3", "status: planned", "formerly: [an-old-name]", "related: []"])
        return self.add_line(self.one_of("content/events/*.yml"), line)

    def do_type(self):
        return self.replace(self.one_of("content/events/*.yml"), r"^type: .*$", f"type: {self.random.choice(['incident', 'statement', 'meeting', 'vote'])}")

    def do_role(self):
        return self.replace(self.one_of("content/events/*.yml"), r"role: [a-z]+", f"role: {self.random.choice(['party', 'speaker', 'accused'])}")

    def do_copy_event(self):
        file = self.one_of("content/events/*.yml")
        new = file.with_name(f"{file.stem[:40].rstrip('-')}-copy{self.random.randrange(9)}.yml")
        shutil.copy(file, new)
        return new.name

    def do_delete(self):
        file = self.one_of("content/*/*.yml")
        file.unlink()
        return file.name

    def do_rename(self):
        file = self.one_of("content/*/*.yml")
        old, new = file.stem, f"{file.stem[:40].rstrip('-')}-{self.random.randrange(99)}"
        file.rename(file.with_stem(new))
        for other in self.files("content/*/*.yml"):
            text = other.read_text(encoding="utf-8")
            other.write_text(re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text), encoding="utf-8")
        return old, new

    def do_actor(self):
        line = self.random.choice([f"note: Seen in {self.word()}.", f"role: pilot of {self.word()}", f"aliases: [{self.word()}]", "wikidata: Q42"])
        return self.add_line(self.one_of("content/actors/*.yml"), line)

    def do_name(self):
        return self.replace(self.one_of("content/[ap]*s/*.yml"), r"^name: (.*)$", rf"name: \1 {self.random.choice('ABC')}")

    def do_new_actor(self):
        (self.root / f"content/actors/new-{self.random.randrange(9)}.yml").write_text(f"name: {self.word().capitalize()}\nkind: state\n", encoding="utf-8")

    def do_place(self):
        return self.add_line(self.one_of("content/places/*.yml"), self.random.choice([f"note: Off {self.word()}.", "radius_km: 7", "wikidata: Q1"]))

    def do_source(self):
        line = self.random.choice([f"headline: The {self.word()}", f"byline: {self.word()}", "machine_written: true", "reliability: {level: low, why: a test}", "formerly: [a-source]"])
        return self.add_line(self.one_of("content/sources/*.yml"), line)

    def do_publisher(self):
        return self.replace(self.one_of("content/sources/*.yml"), r"^publisher: .*$", f"publisher: {self.random.choice(['Harbour Gazette', 'Coast Wire', 'Pier Post'])}")

    def do_published(self):
        return self.replace(self.one_of("content/sources/*.yml"), r"^published: .*$", f'published: "2031-03-{self.random.randrange(14, 19)}"')

    def do_document(self):
        file = self.one_of("seeds/*.txt")
        before = sha256(file.read_bytes()).hexdigest()
        file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\nMore of {self.word()}.\n", encoding="utf-8")
        for source in self.files("content/sources/*.yml"):
            self.replace(source, before, sha256(file.read_bytes()).hexdigest())
        return file.name

    def do_settings(self):
        return self.replace(self.root / "content/timeline.yml", r"^title: .*$", f"title: Of {self.word()}")

    def do_page(self):
        (self.root / "content/about.md").write_text(f"# About\n\nOf {self.word()}.\n", encoding="utf-8")

    def do_theme(self):
        file = self.root / "overrides/main.html"
        file.write_text(f"{file.read_text(encoding='utf-8')}<!-- {self.word()} -->\n", encoding="utf-8")

    def do_touch(self):
        os.utime(self.one_of("content/*/*.yml"))

    def do_same_size_and_time(self):
        """A change that neither size nor time of modification tells."""
        file = self.one_of("content/events/*.yml")
        stat = file.stat()
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^(title: .*)[a-z]$", rf"\1{self.random.choice('xyz')}", text, count=1, flags=re.MULTILINE), encoding="utf-8")
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        return file.name


def project(tmp_path, seed=0):
    root = tmp_path / "project"
    shutil.copytree(EXAMPLE, root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "content/about.md").write_text("# About\n\n[Held](events/2031-03-13-ferries-held.md#claim-two-held)\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("nav:", "unused_nav:").partition("unused_nav:")[0], encoding="utf-8")
    return Project(root, seed)


def build(root, site, store=None):
    """Whether the project could be built."""
    checked = check_project(root, store)
    if checked.timeline is None:
        return False
    try:
        build_site(root, site, checked, Progress(quiet=True), store=store)
    except BuildFailed:  # a hand-written page leads to a record that is gone
        return False
    return True


def difference(site, clean):
    """The first difference between two folders, in words; empty where there is none."""
    ours, theirs = tree(site), tree(clean)
    for path in sorted({*ours, *theirs}):
        if ours.get(path) != theirs.get(path):
            if path not in ours or path not in theirs:
                return f"{path} is only in {'the clean' if path not in ours else 'our'} one"
            one, other = ((folder / path).read_bytes() for folder in (site, clean))
            at = next((at for at, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), 0)
            return f"{path}: {one[max(0, at - 100) : at + 100]!r}, clean {other[max(0, at - 100) : at + 100]!r}"
    return ""


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_any_edits_give_the_site_of_a_clean_build(tmp_path, seed):
    made = project(tmp_path, seed)
    site, clean, kept = tmp_path / "site", tmp_path / "clean", tmp_path / "kept"
    store = Store(tmp_path / "store", "a")
    assert build(made.root, site, store)
    told = []
    for _ in range(EDITS):
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(made.root, kept)
        told.append(made.edit())
        if made.random.random() < 0.3:
            store.close()
            store = Store(tmp_path / "store", "a")
        if build(made.root, site, store):
            assert build(made.root, clean)
            assert not difference(site, clean), (told, difference(site, clean))
        else:
            shutil.rmtree(made.root)
            shutil.copytree(kept, made.root)


KILLS = int(os.environ.get("TIMELINE_KILLS", "3"))

COMMAND = [sys.executable, "-m", "generator"]


def test_what_a_killed_build_leaves_is_made_right_by_the_next(tmp_path):
    """Killed at any moment, a build leaves the site as it was or as it was to be; the next one gives the site of a clean build."""
    made = project(tmp_path)
    site, clean = made.root / "site", tmp_path / "clean"
    command = [*COMMAND, "-C", str(made.root), "build", "--quiet"]
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    whole = time.monotonic() - began
    before = tree(site)
    for number in range(KILLS):
        made.replace(made.one_of("content/events/*.yml"), r"^title: .*$", f"title: Title {number}")
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(made.random.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert build(made.root, clean)
        after = tree(clean)
        assert not site.exists() or tree(site) in (before, after)
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        assert not difference(site, clean)
        before = after


DAMAGE = {
    "nothing is changed": lambda made: None,
    "no store": lambda made: (made.root / ".cache/timeline.sqlite").unlink(),
    "a store cut off": lambda made: os.truncate(made.root / ".cache/timeline.sqlite", 9000),
    "no database": lambda made: (made.root / ".cache/timeline.sqlite").write_bytes(b"nothing of the kind" * 999),
    "a store of another version": lambda made: Store(made.root / ".cache/timeline.sqlite", "other").close(),
    "entries exchanged": lambda made: exchange_entries(made.root / ".cache/timeline.sqlite"),
    "what pages are found by": lambda made: damage_entries(made.root / ".cache/timeline.sqlite", "found"),
    "what pages read": lambda made: damage_entries(made.root / ".cache/timeline.sqlite", "read"),
    "what became of records": lambda made: damage_entries(made.root / ".cache/timeline.sqlite", "event"),
    "a page written over": lambda made: (made.root / "site/events/2031-03-13-ferries-held/index.html").write_text("mine"),
    "a page taken away": lambda made: (made.root / "site/events/2031-03-13-ferries-held/index.html").unlink(),
    "a file put in": lambda made: (made.root / "site/events/stray.html").write_text("stray"),
    "a folder put in": lambda made: shutil.copytree(made.root / "content", made.root / "site/deep/down"),
    "a folder in a page's place": lambda made: swap_for_folder(made.root / "site/index.html"),
    "a link in a page's place": lambda made: swap_for_link(made.root / "site/index.html"),
    "the index of the search": lambda made: next((made.root / "site/search-index").glob("terms-*")).write_text("{}"),
    "the spare written over": lambda made: [file.write_text("mine") for file in (made.root / ".site.spare").rglob("*.html")],
    "no spare": lambda made: shutil.rmtree(made.root / ".site.spare"),
    "no site": lambda made: shutil.rmtree(made.root / "site"),
    "the old site set aside": lambda made: (made.root / "site").rename(made.root / ".site.old"),
}


def exchange_entries(file):
    base = sqlite3.connect(file)
    rows = base.execute("select kind, key, value from entry order by key").fetchall()
    base.executemany("update entry set value = ? where kind = ? and key = ?", [(rows[at - 1][2], *rows[at][:2]) for at in range(len(rows))])
    base.commit()
    base.close()


def damage_entries(file, table):
    """Damage every second entry of a table; then add a page, so that all addresses count."""
    base = sqlite3.connect(file)
    keys = [key for (key,) in base.execute("select key from entry where kind = ? order by key", (table,))]
    base.executemany("update entry set value = zeroblob(40) where kind = ? and key = ?", [(table, key) for key in keys[::2]])
    base.commit()
    base.close()
    event = file.parents[1] / "content/events/2031-04-09-pier-vote.yml"
    shutil.copy(event, event.with_name("2031-04-09-pier-vote-again.yml"))


def swap_for_folder(file):
    file.unlink()
    (file / "in").mkdir(parents=True)
    (file / "in/stray.html").write_text("stray")


def swap_for_link(file):
    file.unlink()
    file.symlink_to("/etc/hostname")


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_became_of_store_and_site_in_between_does_not_matter(tmp_path, damage):
    made = project(tmp_path)
    store = made.root / ".cache/timeline.sqlite"
    for number in range(2):  # so that both folders, and the store, have been used
        made.replace(made.one_of("content/events/*.yml"), r"^title: .*$", f"title: Title {number}")
        assert build(made.root, made.root / "site", Store(store, "a"))
    DAMAGE[damage](made)
    assert build(made.root, made.root / "site", Store(store, "a"))
    assert tree(made.root / "site") == clean_tree(made, tmp_path / "clean")


CLEAN = {}
"""Sites of clean builds by what they were made from: most kinds of damage leave the records as they are."""


def clean_tree(made, folder):
    read = repr([tree(made.root / name) for name in ("content", "seeds", "overrides")])
    if read not in CLEAN:
        assert build(made.root, folder)
        CLEAN[read] = tree(folder)
    return CLEAN[read]
