"""The same shape, the same for the same, nothing of the original."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.recordings.invention import Invention, masked, tokens


def invention(*texts: str, key: bytes = b"key") -> Invention:
    return Invention(key, {token for text in texts for token in tokens(text, octets=False)})


def shape(text: str) -> str:
    text = re.sub(r"[^\W\d_]", lambda found: "A" if found[0].isupper() else "a", text)
    return re.sub(r"[0-9]", "9", text)


@given(st.text("ABCXYZabcxyz0123456789 .,-'/&éÉ", max_size=40))
def test_the_shape_stays_to_the_byte(text: str) -> None:
    made = invention(text).text(text)
    assert shape(made) == shape(text)
    assert len(made.encode()) == len(text.encode())


@given(st.text(max_size=30))
def test_any_text_at_all_stays_as_wide_and_keeps_its_signs(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    made = invention(text).text(text)
    assert [len(each.encode()) for each in made] == [len(each.encode()) for each in text]
    assert [each for each in made if not each.isalnum()] == [each for each in text if not each.isalnum()]


@given(st.lists(st.text("abcdefghijklmnoprstu", min_size=3, max_size=9), min_size=1, max_size=12))
def test_no_word_of_any_text_stands_in_what_is_invented(words: list[str]) -> None:
    text = " ".join(words)
    made = invention(text).text(text)
    assert not [word for word in words if word in made]


def test_a_word_is_the_same_everywhere_and_in_either_case() -> None:
    made = invention("PALMER").text("PALMER, Palmer; MR PALMER-SMITH").split(" ")
    assert made[0][:-1].casefold() == made[1][:-1].casefold() == made[3].partition("-")[0].casefold()


def test_short_runs_are_no_cipher() -> None:
    """Single letters and digits hang on the whole value: the same one is another elsewhere."""
    made = {invention().text(f"{text} 7 N")[-3:] for text in ("ANDERSON", "BAKER", "CLARK", "DUNN", "ELLIS", "FOX")}
    assert len(made) > 2


def test_a_postal_code_is_the_same_however_it_is_written_and_no_letter_of_it_stays() -> None:
    one, other, small = (invention().postal(each) for each in ("L1G 4B7", "L1G-4B7", "l1g4b7"))
    assert re.sub(r"\W", "", one) == re.sub(r"\W", "", other) == small.upper()
    assert re.fullmatch(r"[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d", one)
    assert not any(new == old for new, old in zip(one, "L1G 4B7", strict=True) if old != " ")
    assert invention().text("at L1G 4B7")[3:] == one


def test_another_salt_or_key_is_another_text() -> None:
    assert invention().text("PALMER") != invention().text("PALMER", salt=1)
    assert invention().text("PALMER") != invention(key=b"other").text("PALMER")


@pytest.mark.parametrize("parity", [0x80, 0])
def test_with_a_wrong_parity_the_same_word_is_the_same(parity: int) -> None:
    sent = "".join(chr(ord(each) | (0x80 if place % 2 else parity)) for place, each in enumerate("PALMER 1234"))
    made = invention("PALMER 1234").text(sent, octets=True)
    assert masked(made, octets=True) == invention("PALMER 1234").text("PALMER 1234")
    assert [ord(each) & 0x80 for each in made] == [ord(each) & 0x80 for each in sent]


def test_a_letter_of_latin_1_that_is_none_without_its_eighth_bit_is_replaced() -> None:
    made = invention().text("À ÛÜ à", octets=True)
    assert not set(made) & set("ÀÛÜà")


def test_where_every_run_is_somebody_s_any_one_is_taken() -> None:
    everything = {f"{a}{b}{c}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "aeioubcdfghjklmnpqrstvwxyz" for c in
                  "abcdefghijklmnopqrstuvwxyz"}  # fmt: skip
    assert len(Invention(b"key", everything).text("PALMER")) == 6


def test_tokens_are_words_of_three_letters_and_runs_of_four_digits() -> None:
    assert tokens("Al PALMER, 12 O'Hara 1234 99", octets=False) == {"palmer", "hara", "1234"}
    assert tokens("\xd0\xc1\xcc", octets=True) == {"pal"}
