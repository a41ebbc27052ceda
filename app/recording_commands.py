"""What `answerpoint recording ...` and `answerpoint anonymise` do: the files around `app.recordings`.

Every command reads one file and writes another; none changes the one it reads.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.clock import as_text, from_text
from app.errors import AnswerpointError, FeedError
from app.new_file import new_file, same_file
from app.ports import Chunk
from app.progress import Progress
from app.recordings.anonymise import Anonymiser, marks_anonymised
from app.recordings.info import Counting, SpillSeen, lines_of, plain_of
from app.recordings.join import INVENTED, Piece, feed_of_all, joined, marks_of_all, plan
from app.recordings.trim import marks_within, trimmed
from app.recordings.where import find, parse_where
from app.settings import load_settings
from app.spill.mark import MOST_MARKS, Mark, name_fault, unknown
from app.spill.reader import SpillReader
from app.spill.recording import RecordingReader, write_chunk, write_header
from app.tables import TablesInForce, format_names, load_tables
from drivers.recording_file import open_recording

READINGS = 3  # of the file, where nothing has to be invented anew: learn, write, compare
MOST_TRIES = 6  # writings; one record in some thousands needs a second
EVERYTHING = 1 << 62  # a place past the end of any recording


def info(file: Path, as_json: bool, spills: bool, tables: "Tables") -> int:
    """Tell what a recording holds."""
    counting = Counting(tables.reader())
    listed: list[SpillSeen] = []

    def seen(found: Iterable[SpillSeen]) -> None:
        for each in found:
            if spills and as_json:
                listed.append(each)
            elif spills:
                print(each.line())

    with _working(f"reading {file.name}", _size(file)) as progress, _recording(file, progress) as reader:
        for chunk in reader:
            seen(counting.take(chunk))
        seen(counting.end())
        told = (reader.header, reader.marks, counting.contents, bool(reader.unfinished))
    if as_json:
        print(json.dumps(plain_of(*told) | ({"list": [each.plain() for each in listed]} if spills else {})))
    else:
        print("\n".join(lines_of(*told)))
    return 0


def trim(source: Path, target: Path, begin: str, end: str, over: bool, tables: "Tables") -> int:
    """Write what stands from `begin` to `end` ("" for the recording's own) into a new recording."""
    _apart(source, target)
    with _working(f"trimming {source.name}", 3 * _size(source)) as progress:
        with _recording(source, progress) as reader:
            marks, feed = reader.marks, reader.header.get("feed", "")
            wheres = [parse_where(each, marks) for each in (begin, end) if each]
            found = find(wheres, reader, tables.reader())
            unfinished = bool(reader.unfinished)
        start, stop = found[0].start if begin else 0, found[-1].end if end else EVERYTHING
        first: datetime | None = None
        last: datetime | None = None
        with _recording(source, progress) as reader:
            for chunk in trimmed(reader, start, stop):
                first, last = first or chunk.at, chunk.at
        if first is None or last is None:
            raise FeedError(
                f"{source}: expected something from {begin or 'the start'} to {end or 'the end'}, got nothing"
            )
        kept = marks_within(marks, first, last)
        with new_file(target, over=over) as file, _recording(source, progress) as reader:
            file.write(write_header(feed, first, kept).encode())
            count = _write(file, trimmed(reader, start, stop))
    print(f"{target}: {count} chunks, {as_text(first)} to {as_text(last)}")
    if len(kept) < len(marks):
        print(f"left out with their moments: {', '.join(mark.name for mark in marks if mark not in kept)}")
    if unfinished:
        print(f"the last line of {source} was cut off and is left out")
    return 0


def mark(source: Path, target: Path, name: str, where: str, over: bool, tables: "Tables") -> int:
    """Write the recording with one more mark; with `where` "", without the mark of that name."""
    _apart(source, target)
    fault = name_fault(name)
    if fault:
        raise FeedError(f"mark: {fault}")
    with _working(f"marking {source.name}", 2 * _size(source)) as progress:
        with _recording(source, progress) as reader:
            marks, header = list(reader.marks), reader.header
            there = any(each.name == name for each in marks)
            if where and there:
                raise FeedError(f"expected a name no mark has, got {name!r}; --remove takes that one away")
            if not where and not there:
                raise FeedError(unknown((each.name for each in marks), name))
            if where:
                if len(marks) >= MOST_MARKS:
                    raise FeedError(f"expected fewer than {MOST_MARKS} marks, got {len(marks)}")
                found = find([parse_where(where, marks)], reader, tables.reader())[0]
                if not found.reached:
                    raise FeedError(f"expected a moment before its end at {as_text(found.at)}, got {where}")
                marks.append(Mark(found.at, name))
                told = f"marked {as_text(found.at)}  {name}"
            else:
                marks = [each for each in marks if each.name != name]
                told = f"no longer marked: {name}"
        with new_file(target, over=over) as file, _recording(source, progress) as reader:
            file.write(write_header(header.get("feed", ""), _started(header), marks).encode())
            count = _write(file, reader)
    print(f"{target}: {count} chunks; {told}")
    return 0


def join(sources: Sequence[Path], target: Path, pause: float | None, over: bool) -> int:
    """Write several recordings as one, with their times kept or, with a `pause`, one after another."""
    for each in sources:
        _apart(each, target)
    if pause is not None and not 0 <= pause <= 86_400:
        raise FeedError(f"--pause: expected 0 to 86400 seconds, got {pause:g}")
    with _working("joining", 2 * sum(_size(each) for each in sources)) as progress:
        pieces = [_piece(each, progress) for each in sources]
        joints = plan(pieces, pause)
        count = 0
        with new_file(target, over=over) as file:
            first = joints[0].piece.first + joints[0].shift
            file.write(write_header(feed_of_all(joints), first, marks_of_all(joints)).encode())
            for joint in joints:
                with _recording(Path(joint.piece.name), progress) as reader:
                    count += _write(file, joined(joint, reader))
    print(f"{target}: {count} chunks of {len(joints)} recordings, in this order:")
    for joint in joints:
        moved = f", moved by {joint.shift}" if joint.shift else ""
        print(f"  {joint.piece.name}  {as_text(joint.piece.first + joint.shift)}{moved}")
    return 0


def anonymise(source: Path, target: Path, seed: str | None, over: bool, tables: "Tables") -> int:
    """Write a recording in which nothing personal of `source` is left; 1 if some of it now reads otherwise."""
    _apart(source, target)
    key = secrets.token_bytes(32) if seed is None else seed.encode("utf-8", "surrogateescape")
    force = tables.tables
    anonymiser = Anonymiser(force.formats, force.classes, force.localities, key)
    with _working(f"anonymising {source.name}", READINGS * _size(source)) as progress:
        with _recording(source, progress) as reader:
            header, marks = reader.header, reader.marks
            anonymiser.learn(reader)
        invented = header.get("feed", "").startswith(INVENTED)
        feed = "emulated, anonymised" if invented else "anonymised"
        with new_file(target, over=over) as file:
            head = write_header(feed, _started(header), marks_anonymised(marks)).encode()
            for _ in range(MOST_TRIES):
                file.seek(0)
                file.truncate()
                file.write(head)
                with _recording(source, progress) as reader:
                    count = _write(file, anonymiser.rewritten(reader))
                file.flush()
                with _recording(source, progress) as reader, open_recording(Path(file.name)) as after:
                    unlike = anonymiser.unlike(reader, after)
                if not unlike:
                    break
    print(f"{target}: {count} chunks, anonymised" + (f"; {len(marks)} marks are now called mark N" if marks else ""))
    if unlike:
        print(f"{unlike} records read otherwise than in {source}; nothing of them is left, but a lesson may miss them")
    return 1 if unlike else 0


class Tables:
    """The tables in force for these commands, read when they are first asked for."""

    def __init__(self, formats: str | None, settings_file: Path | None) -> None:
        self._formats = formats
        self._settings_file = settings_file
        self._loaded: TablesInForce | None = None

    @property
    def tables(self) -> TablesInForce:
        """The tables. Raises TableError."""
        if self._loaded is None:
            names = format_names(self._formats)
            self._loaded = load_tables(load_settings(self._settings_file), names)
        return self._loaded

    def reader(self) -> SpillReader:
        """Return a new reader by them."""
        return SpillReader(self.tables.formats, self.tables.classes, self.tables.localities)


def _piece(path: Path, progress: Progress) -> Piece:
    first: datetime | None = None
    last: datetime | None = None
    with _recording(path, progress) as reader:
        for chunk in reader:
            first, last = first or chunk.at, chunk.at
        if first is None or last is None:
            raise FeedError(f"{path}: expected a recording with chunks, got none")
        return Piece(str(path), reader.header.get("feed", ""), first, last, reader.marks)


def _write(file: BinaryIO, chunks: Iterable[Chunk]) -> int:
    count = 0
    for chunk in chunks:
        file.write(write_chunk(chunk).encode())
        count += 1
    return count


def _started(header: dict[str, str]) -> datetime | None:
    try:
        return from_text(header.get("started", ""))
    except (ValueError, OverflowError):
        return None


@contextmanager
def _recording(path: Path, progress: Progress) -> Iterator[RecordingReader]:
    with open_recording(path, progress.step) as reader:
        yield reader


@contextmanager
def _working(what: str, total: int) -> Iterator[Progress]:
    """Show progress; Ctrl+C ends the work in a sentence, and no file is left."""
    try:
        with Progress(what, total) as progress:
            yield progress
    except KeyboardInterrupt:
        raise AnswerpointError(f"{what}: stopped before its end; nothing was written") from None


def _apart(source: Path, target: Path) -> None:
    if same_file(source, target):
        raise FeedError(f"{target}: expected another file than the one that is read, got the same")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # told when it is opened
