"""Invented callers: nobody real, everywhere in the region, the same for the same seed."""

import re
from itertools import pairwise

import pytest

from drivers.emulator.callers import AGENCY_NUMBER, BELL_CLASSES, MUNICIPALITIES, TELUS_CLASSES, Caller, CallerInvention

FICTION = re.compile(r"(905|289|705)55501[0-9]{2}")


def callers(seed: int, count: int = 500) -> list[Caller]:
    invention = CallerInvention(seed)
    return [invention.caller() for _ in range(count)]


def test_every_number_is_of_the_range_kept_for_fiction() -> None:
    assert all(FICTION.fullmatch(caller.number) for caller in callers(1))
    assert FICTION.fullmatch(AGENCY_NUMBER)


def test_no_caller_has_the_agency_s_number_or_that_of_the_caller_before() -> None:
    numbers = [caller.number for caller in callers(2, 2000)]
    assert all(not number.endswith("5550100") for number in numbers)
    assert all(one != next_one for one, next_one in pairwise(numbers))


def test_the_same_seed_invents_the_same_callers_and_another_seed_others() -> None:
    assert callers(7) == callers(7)
    assert callers(7) != callers(8)


def test_every_class_and_municipality_calls() -> None:
    invented = callers(3, 2000)
    assert {caller.service_class for caller in invented} == set(BELL_CLASSES)
    assert {caller.municipality for caller in invented} == set(MUNICIPALITIES)
    assert set(BELL_CLASSES) == {"RES", "COM", "CPB", "CTX", "FEX", "LRR", "MUL", "PUB", "PUC", "CEL", "WL2"}


def test_a_line_of_telus_has_the_classes_of_telus() -> None:
    invention = CallerInvention(3, TELUS_CLASSES)
    assert {invention.caller().service_class for _ in range(1000)} == set(TELUS_CLASSES)


def test_a_community_and_a_postal_code_are_of_the_municipality() -> None:
    for caller in callers(4):
        place = MUNICIPALITIES[caller.municipality]
        assert caller.community in place.communities
        assert caller.borough == place.borough
        assert re.fullmatch(r"[A-Z][0-9][A-Z] [0-9][A-Z][0-9]", caller.postal_code)
        assert caller.postal_code[:3] in place.postal_districts
        assert re.fullmatch(r"[0-9]{4}", caller.esn)


def test_what_is_asked_for_is_given_even_an_unknown_class() -> None:
    caller = CallerInvention(5).caller("ZZZ", "SCUGOG")
    assert (caller.service_class, caller.municipality, caller.borough) == ("ZZZ", "SCUGOG", "SCU")
    with pytest.raises(KeyError):
        CallerInvention(5).caller("RES", "TORONTO")


def test_a_wireless_caller_and_no_other_has_a_cell_site_and_its_routing_number() -> None:
    for caller in callers(6):
        is_wireless = caller.service_class in ("CEL", "WL2")
        assert caller.location.startswith("CELL SITE ") == is_wireless
        assert (re.fullmatch(r"[0-9]{3}51101[0-9]{2}", caller.routing_number) is not None) == is_wireless


def test_every_value_is_upper_case_ascii_as_a_printer_gives_it() -> None:
    for caller in callers(9):
        for value in (caller.name, caller.address, caller.location, caller.community):
            assert value == value.upper()
            assert value.isascii()
            assert value.isprintable()


def test_pauses_stay_within_their_span() -> None:
    invention = CallerInvention(10)
    pauses = [invention.pause(2.0, 5.0) for _ in range(200)]
    assert all(2.0 <= pause <= 5.0 for pause in pauses)
    assert len(set(pauses)) > 100
