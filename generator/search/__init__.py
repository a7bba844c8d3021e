"""Stage 6: what pages are found by → the files of a search index that a browser reads, a few of them a query.

Receives a `Timeline` through `Lookup`, page by page; returns bytes by file name. Reads and writes no file.

    tokens      text → terms; `overrides/assets/terms.js` is the same for what a reader types
    entry       a record, or a hand-written page → the texts its page is found by
    index       terms of pages → files, all of them or those that an edit changed

The page that searches (`overrides/assets/search.js`) reads `entry.json`, then the files of terms that hold a reader's words, then
addresses of what is found, then those pages themselves: titles and the words round a find are not stored twice.
"""

from generator.search.entry import Entry, entry_of, is_found, written_entry
from generator.search.index import FOLDER, Found, IndexDamaged, build_index, found, update_index

__all__ = ["FOLDER", "Entry", "Found", "IndexDamaged", "build_index", "entry_of", "found", "is_found", "update_index", "written_entry"]
