from app.spill.framing import Check, Framing, FramingKind


def test_a_table_that_says_nothing_more_ends_its_records_in_every_way() -> None:
    framing = Framing("t", FramingKind.LINES)
    assert framing.ends == {"blank", "form-feed", "quiet"}
    assert framing.check is Check.NONE
    assert framing.first is None
    assert framing.heartbeats == ()


def test_kinds_and_checks_are_written_as_in_a_table() -> None:
    assert [str(kind) for kind in FramingKind] == ["lines", "line", "stx-etx", "eot"]
    assert [str(check) for check in Check] == ["none", "xor"]
