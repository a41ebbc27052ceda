"""Where an agency's calls go when its power or telephone has failed (D116-D122).

A back-up site is a name, as the manual has it. Where it names another agency of the table (by id, label or short name,
whatever the case) that agency takes the calls: at `backup_number` if the site has set one, for a number that is there
for just this comes before the agency's own key, else at its star code. Any other name is a place: it is reached at
`backup_number`, and shown by name alone where none is set.
"""

from dataclasses import dataclass

from app.agencies.agency import Agency, AgencyTable
from app.words import say

NO_NUMBER = say("no number set")


@dataclass(frozen=True, slots=True)
class Backup:
    """An agency's back-up: the site's short name, the agency that it is (None for a place), and what is dialled.

    `number` is as printed, "" if nothing can be dialled.
    """

    site: str
    agency: Agency | None
    number: str


def backup_of(agency: Agency, table: AgencyTable) -> Backup | None:
    """Return an agency's back-up, None if the table names none."""
    if not agency.backup_site:
        return None
    other = table.by_id.get(table.backups.get(agency.id, ""))
    if other is None:
        return Backup(agency.backup_site, None, agency.backup_number)
    return Backup(other.short, other, agency.backup_number or other.star_code)


def backup_words(agency: Agency, table: AgencyTable) -> str:
    """Say how the table's back-up was understood, for whoever installs the console."""
    backup = backup_of(agency, table)
    if backup is None:
        return "if it is down: no back-up named, the supervisor decides"
    site = f"{backup.site} ({backup.agency.key})" if backup.agency is not None else f"{backup.site}, a place"
    dialled = f"dials {backup.number}" if backup.number else f"{NO_NUMBER}, shown by name and nothing is dialled"
    return f"if it is down: {site}: {dialled}"
