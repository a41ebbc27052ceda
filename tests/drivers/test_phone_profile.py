"""Profiles: the shipped ones, the site's own, and those written from measured times."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import PhoneError, TableError
from drivers.phone_profile import (
    TIMES,
    Meaning,
    find_profile,
    keep_times,
    load_profile,
    profile_text,
    retimed,
    shipped,
)
from drivers.profile_reader import read_profile
from tests.full_disk import full_after

SHIPPED = ["cpi-pphone", "dtmf-only", "gentner", "polycom-vortex", "voice-modem-v253", "voice-modem-zyxel"]


def test_the_profiles_of_the_issue_are_shipped() -> None:
    assert sorted(shipped()) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_profile_says_where_it_is_from_and_what_was_never_tried(name: str) -> None:
    profile = load_profile(name)
    assert profile.sources
    assert profile.unproved
    assert profile.about
    assert profile.source == f"phones/{name}.toml"


@pytest.mark.parametrize("name", sorted(set(SHIPPED) - {"cpi-pphone"}))
def test_every_shipped_profile_that_answers_is_tested_before_the_line_is_up(name: str) -> None:
    profile = load_profile(name)
    assert not profile.unknown
    assert profile.tests[0].what == "attention"


def test_what_is_not_known_of_a_device_is_said_and_not_made_up() -> None:
    assert load_profile("cpi-pphone").unknown == ("flash", "dial", "hang_up")


@pytest.mark.parametrize("name", ["voice-modem-v253", "voice-modem-zyxel"])
def test_a_voice_modem_claims_no_more_than_it_can_know(name: str) -> None:
    """telephone.md 2.1 and 2.2: the answer is deduced, busy and circuits busy are the same word."""
    caps = load_profile(name).caps
    assert (caps.dial_tone_seen, caps.ring_count, caps.answer_seen) == (True, "events", "deduced")
    assert not caps.busy_vs_reorder
    assert caps.bridge_in_switch


def test_a_tone_dialler_cannot_flash_and_hears_nothing() -> None:
    profile = load_profile("dtmf-only")
    assert (profile.caps.flash, profile.caps.ring_count, profile.caps.answer_seen) == (False, "none", "none")
    assert profile.deaf


def test_no_self_test_may_hang_up_on_a_caller() -> None:
    """A console may start again in the middle of a call: ATZ, ATH and the like would end it."""
    for name in SHIPPED:
        for test in load_profile(name).tests:
            sent = test.step.send.write().upper()
            assert not any(word in sent for word in ("ATZ", "ATH", "&F", "PHONE0", "TE 0", "FLASH", "HOOK\r", "DIAL"))


def test_the_first_meaning_that_fits_comes_first() -> None:
    profile = load_profile("voice-modem-v253")
    assert [result.means for result, _ in profile.meanings("OK")] == [Meaning.ANSWERED, Meaning.OK]
    assert [result.means for result, _ in profile.meanings("ring")] == [Meaning.NOTHING]
    assert profile.meanings("CONNECT 9600") == []
    assert profile.meanings("7") == []


def test_digits_are_results_where_the_device_says_them() -> None:
    profile = read_profile('based_on = "voice-modem-v253"\n[line]\nnumeric = true', "own.toml", "own")
    assert [result.means for result, _ in profile.meanings("7")] == [Meaning.BUSY]
    assert [result.means for result, _ in profile.meanings("11")] == [Meaning.RINGING]


def test_the_sites_own_profile_comes_before_a_shipped_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "gentner.toml").write_text('based_on = "gentner"\ntitle = "ours"\n[words]\ndevice = "#21"\n')
    own = load_profile("gentner", tmp_path)
    assert (own.title, own.source) == ("ours", str(tmp_path / "gentner.toml"))
    assert own.commands["flash"][0].send.write() == "#21 HOOK"
    assert load_profile("polycom-vortex", tmp_path).source == "phones/polycom-vortex.toml"
    assert load_profile(str(tmp_path / "gentner.toml")).name == "gentner"


@pytest.mark.parametrize("name", ["", "nosuch", "../secret", "A", "x" * 500, "a\0b"])
def test_a_profile_nobody_has_is_refused_naming_those_there_are(name: str) -> None:
    with pytest.raises(PhoneError, match="expected") as raised:
        load_profile(name)
    assert len(str(raised.value)) < 300


def test_a_profiles_file_that_is_missing_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"phone profile .*expected a file, got no such file"):
        find_profile(str(tmp_path / "mine.toml"), None)


def test_measured_times_become_a_profile_of_a_few_lines() -> None:
    text = profile_text("voice-modem-v253", {"flash": 0.45, "dial_tone": 1.2}, 'the "north" desk \\ 3')
    assert tomllib.loads(text) == {
        "based_on": "voice-modem-v253",
        "about": 'the "north" desk \\ 3',
        "times": {"flash": 0.45, "dial_tone": 1.2},
    }
    profile = read_profile(text, "measured.toml", "measured")
    assert profile.times["flash"] == 0.45
    assert profile.times["ring_cycle"] == 6.0
    flash = next(test for test in profile.tests if test.what == "flash time set")
    assert flash.step.send.write() == "ATS29=45"


def test_kept_times_go_over_a_shipped_profile_and_keep_what_a_site_has_written(tmp_path: Path) -> None:
    kept = keep_times(load_profile("gentner"), {"flash": 0.5, "pause": 1.2}, tmp_path / "phones")
    assert kept == str(tmp_path / "phones" / "gentner-site.toml")
    profile = load_profile("gentner-site", tmp_path / "phones")
    assert tomllib.loads(profile.text) == {"based_on": "gentner", "times": {"flash": 0.5, "pause": 1.2}}
    own = 'based_on = "gentner"\n[words]\ndevice = "#21"\n[times]\nreply = 3.0\n'
    (tmp_path / "phones" / "desk-site.toml").write_text(own)
    keep_times(load_profile("desk-site", tmp_path / "phones"), {"pause": 2.0}, tmp_path / "phones")
    again = load_profile("desk-site", tmp_path / "phones")
    assert again.commands["flash"][0].send.write() == "#21 HOOK"
    assert (again.times["reply"], again.times["pause"]) == (3.0, 2.0)
    assert sorted(each.name for each in (tmp_path / "phones").iterdir()) == ["desk-site.toml", "gentner-site.toml"]


def test_kept_times_leave_what_a_site_has_written_by_hand_and_its_remarks_beside(tmp_path: Path) -> None:
    own = tmp_path / "voice-modem-v253-site.toml"
    text = (
        '# Bell: this switch wants another flash\nbased_on = "voice-modem-v253"\n[times]\nflash = 0.35 # measured\n'
        'response = 6.0\n[commands]\nback = "ATDT!;"\n'
    )
    own.write_text(text)
    base = load_profile("voice-modem-v253", tmp_path)
    told = keep_times(base, {"flash": 0.5}, tmp_path)
    assert told == f"{own} (what stood there before is kept as {own.name}.bak)"
    assert (tmp_path / f"{own.name}.bak").read_text() == text
    kept = load_profile("voice-modem-v253-site", tmp_path)
    assert (kept.times["flash"], kept.times["response"]) == (0.5, 6.0)
    assert kept.commands["back"][0].send.write() == "ATDT!;"
    assert keep_times(base, {"flash": 0.6}, tmp_path) == str(own)  # nothing is lost this time
    own.write_text("not a table [")
    assert keep_times(base, {"flash": 0.6}, tmp_path).endswith(f"kept as {own.name}.bak2)")
    assert (tmp_path / f"{own.name}.bak2").read_text() == "not a table ["
    assert load_profile("voice-modem-v253-site", tmp_path).times["flash"] == 0.6


def test_times_are_not_kept_under_a_name_that_no_telephone_can_be_set_to(tmp_path: Path) -> None:
    (tmp_path / f"{'a' * 38}.toml").write_text('based_on = "gentner"\n')
    with pytest.raises(TableError, match="expected a name of at most 40 small letters"):
        keep_times(load_profile("a" * 38, tmp_path), {"pause": 1.2}, tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_times_that_cannot_be_kept_say_why_and_leave_nothing_behind(tmp_path: Path) -> None:
    profile = load_profile("gentner")
    with pytest.raises(TableError, match="phones_folder: expected a folder"):
        keep_times(profile, {"flash": 0.5}, None)
    with pytest.raises(TableError, match="expected flash to be a time this device can be set to"):
        keep_times(profile, {"flash": 0.3}, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(TableError, match="expected a file to write"):
        keep_times(profile, {"flash": 0.5}, tmp_path / "file")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("text", ['based_on = "gentner"\n', f'based_on = "gentner" # {"remark " * 60}\n'])
def test_a_full_disk_leaves_the_sites_own_profile_as_it_was(tmp_path: Path, text: str) -> None:
    own = tmp_path / "gentner-site.toml"
    own.write_text(text)
    profile = load_profile("gentner")
    with full_after(25), pytest.raises(TableError, match=r"^phone profile .*, got: file too large$"):
        keep_times(profile, {"flash": 0.5}, tmp_path)
    assert (own.read_text(), list(tmp_path.iterdir())) == (text, [own])


def test_the_times_worth_measuring_are_those_that_something_uses() -> None:
    assert load_profile("voice-modem-v253").caps.times == (
        "flash",
        "dial_tone",
        "ring_cycle",
        "first_ring",
        "answer_silence",
    )
    assert load_profile("gentner").caps.times == ("flash", "pause")
    assert load_profile("polycom-vortex").caps.times == ("pause",)
    assert load_profile("dtmf-only").caps.times == ()


def test_other_times_change_only_themselves() -> None:
    profile = load_profile("voice-modem-v253")
    other = retimed(profile, {"flash": 0.3})
    assert (other.times["flash"], other.times["reply"]) == (0.3, profile.times["reply"])
    with pytest.raises(TableError, match=r"expected seconds from 0.05 to 1.2, got 2"):
        retimed(profile, {"flash": 2.0})


@given(st.dictionaries(st.sampled_from(sorted(TIMES)), st.floats(0.1, 1.2)), st.sampled_from(SHIPPED))
def test_any_measured_times_are_read_back_or_refused_in_a_sentence(times: dict[str, float], base: str) -> None:
    try:
        text = profile_text(base, times)
    except TableError as error:
        assert "expected" in str(error)
        return
    profile = read_profile(text, "measured.toml", "measured")
    assert all(abs(profile.times[name] - seconds) <= 0.0005 for name, seconds in times.items())


@pytest.mark.parametrize(("base", "times"), [("nosuch", {}), ("gentner", {"flash": 5.0}), ("gentner", {"x": 1.0})])
def test_a_measured_profile_that_cannot_be_is_a_sentence(base: str, times: dict[str, float]) -> None:
    with pytest.raises(TableError):
        profile_text(base, times)
