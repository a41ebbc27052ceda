"""The configuration: is it the one that was approved (F11)? Compared by the SHA-256 of the settings and every table.

An approval is a file of JSON: who, when, of which version of the program, and the digest of each file by its name. The
names of shipped tables begin with `shipped/`; the site's own have their path in the settings.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import TableError
from app.health.finding import Finding, amiss, cannot, ok

FORM = "answerpoint approved configuration"
SHOWN = 12  # hex digits of a digest in a sentence
NAMED = 8  # files that a sentence names


@dataclass(frozen=True, slots=True)
class Approval:
    """An approved configuration."""

    by: str
    at: str
    version: str
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ConfigurationSeen:
    """`approval` is None where none was made; `fault` says why one cannot be read."""

    digests: Mapping[str, str]
    where: str
    approval: Approval | None = None
    fault: str = ""


def digest_of_all(digests: Mapping[str, str]) -> str:
    """Return one SHA-256 of all: of a line `NAME DIGEST` for each, by name."""
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def approval_text(approval: Approval) -> str:
    """Return the text of an approval's file."""
    plain = {
        "form": FORM,
        "approved_by": approval.by,
        "approved_at": approval.at,
        "version": approval.version,
        "sha256_of_all": digest_of_all(approval.digests),
        "sha256": dict(sorted(approval.digests.items())),
    }
    return json.dumps(plain, indent=1) + "\n"


def read_approval(text: str, where: str) -> Approval:
    """Read an approval. Raises TableError for what is none, and for one that was changed by hand."""
    try:
        plain: Any = json.loads(text)
        if plain["form"] != FORM:
            raise ValueError("another form")
        words = [plain[name] for name in ("approved_by", "approved_at", "version", "sha256_of_all")]
        digests = plain["sha256"]
        if not all(type(each) is str for each in (*words, *digests, *digests.values())):
            raise ValueError("another kind of value")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise TableError(f"{where}: expected an approval as `answerpoint check --approve` writes it") from error
    if digest_of_all(digests) != words[3]:
        raise TableError(f"{where}: the approval was changed: its sha256_of_all is not that of its files")
    return Approval(words[0], words[1], words[2], digests)


def differences(approved: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """Return each file that is not as it was approved, and how."""
    names = sorted({*approved, *found})
    told = {(True, True): "changed", (True, False): "gone", (False, True): "new"}
    return [
        f"{name} ({told[name in approved, name in found]})" for name in names if approved.get(name) != found.get(name)
    ]


def configuration(seen: ConfigurationSeen) -> Finding:
    """Say whether the configuration is the approved one."""
    item = "configuration"
    whole = digest_of_all(seen.digests)
    facts: dict[str, Any] = {"sha256": whole, "approval": seen.where}
    if seen.fault:
        return amiss(item, seen.fault, **facts)
    if seen.approval is None:
        sentence = f"nobody has approved one; `answerpoint check --approve` writes {seen.where}"
        return cannot(item, f"{sentence} ({len(seen.digests)} files, SHA-256 {whole[:SHOWN]})", **facts)
    by = f"{seen.approval.by} at {seen.approval.at}"
    differ = differences(seen.approval.digests, seen.digests)
    facts |= {"approved_by": seen.approval.by, "approved_at": seen.approval.at, "differences": differ}
    if differ:
        more = f" and {len(differ) - NAMED} more" if len(differ) > NAMED else ""
        return amiss(item, f"not as approved by {by}: {', '.join(differ[:NAMED])}{more}", **facts)
    return ok(item, f"as approved by {by}: {len(seen.digests)} files, SHA-256 {whole[:SHOWN]}", **facts)
