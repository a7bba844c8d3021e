"""The score of conversions counts what it says it counts."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "tools" / "score_conversion.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("score_conversion", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("expected", "found", "scores"), [
    ("one two three four five", "One, two: three four five!", (1, 1, 1)),
    ("one two three four five", "one two three four", (1, 0.5, 2 / 3)),
    ("one two three four", "menu home one two three four", (1 / 3, 1, 0.5)),
    ("one two three four", "four three two one", (0, 0, 0)),
    ("one two three four", "", (0, 0, 0)),
    ("one two", "one two", (1, 1, 1)),
    ("港は閉鎖された", "港は閉鎖された", (1, 1, 1)),
])
def test_shingles_of_four_words(script, expected, found, scores):
    assert script.score(expected, found) == pytest.approx(scores)
