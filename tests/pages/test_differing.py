"""Which words are marked where accounts differ."""

from generator.pages.differing import mark_differing


def test_words_of_one_account_only_are_marked():
    marked = mark_differing([("The boat crossed twice.", ["the patrol boat crossed the bow twice"]), ("The boat crossed once.", ["The boat crossed once, he said"])])
    assert marked == [["the patrol boat crossed the bow <em>twice</em>"], ["The boat crossed <em>once</em>, he said"]]


def test_neighbouring_words_share_a_mark():
    marked = mark_differing([("They held a telephone call on Friday.", ["spoke in a telephone call on Friday with him"]), ("They held a meeting on Friday.", ["met on Friday in a video meeting"])])
    assert marked[0] == ["spoke in a <em>telephone call</em> on Friday with him"]


def test_possessives_and_case_are_no_difference():
    marked = mark_differing([("Two boats of the ferry left.", ["Two boats of the ferry left the pier"]), ("The Ferry’s crew left.", ["the Ferry’s crew left the pier"])])
    assert marked == [["<em>Two boats</em> of the ferry left the pier"], ["the Ferry’s <em>crew</em> left the pier"]]


def test_one_or_several_is_a_difference():
    marked = mark_differing([("It was a jet.", ["radar on a Japanese jet"]), ("It was on jets.", ["radar on Japanese jets"])])
    assert marked == [["radar on a Japanese <em>jet</em>"], ["radar on Japanese <em>jets</em>"]]


def test_nothing_is_marked_where_nearly_everything_would_be():
    assert mark_differing([("Wholly other words.", ["wholly other words"]), ("A boat.", ["a boat sank"])])[0] == ["wholly other words"]


def test_words_stay_inert():
    marked = mark_differing([("It is <b>.", ["it is a <b>big</b> one on the sea today"]), ("x", ["x"])])
    assert marked[0] == ["it is a &#60;<em>b</em>&#62;big&#60;/<em>b</em>&#62; one on the sea today"]
