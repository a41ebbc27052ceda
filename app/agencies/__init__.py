"""Agencies: the dispatch centres a caller can be brought together with, as the site's table names them.

An *agency* has a key, a star code, a tandem number, a speed-dial number, a back-up site and the municipalities it
answers for (`agency.py`), and another agency or a place that takes its calls when it is down (`backup.py`). A site
edits its own table in TOML; `table.py` reads it and tells every fault in a sentence.
Numbers are kept as printed (`713-8016`) and dialled without what is only printed (`dialled`).

The *directory* has the numbers that no key dials (`directory.py`); it is read from a table of the site's
(`directory_table.py`) and searched by what is typed (`directory_search.py`).
"""

from app.agencies.agency import Agency, AgencyTable, Centre, FeatureKeys, Kind, Supervisor, dialled
from app.agencies.backup import Backup, backup_of
from app.agencies.directory import Directory, Entry, EntryKind
from app.agencies.directory_search import DirectorySearch
from app.agencies.directory_table import load_directory
from app.agencies.table import load_agencies

__all__ = [
    "Agency",
    "AgencyTable",
    "Backup",
    "Centre",
    "Directory",
    "DirectorySearch",
    "Entry",
    "EntryKind",
    "FeatureKeys",
    "Kind",
    "Supervisor",
    "backup_of",
    "dialled",
    "load_agencies",
    "load_directory",
]
