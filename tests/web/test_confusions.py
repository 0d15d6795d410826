"""The offer after an answer, the list of what is mixed up, two things side by side."""

import re

from tests.visitor import Visitor


def mix_up(visitor: Visitor) -> str:
    """Takes occulting for flashing twice and gives the address that is offered."""
    for _ in range(2):
        visitor.ask("choice")
        visitor.answer("choice", key=visitor.option("More light than dark"))
    found = re.search(r'href="(/confusions/\d+/[0-9a-f]+)"', visitor.page)
    assert found, visitor.page
    return found[1]


def test_nothing_is_offered_after_a_first_mistake(ana: Visitor) -> None:
    ana.ask("choice")
    ana.answer("choice", key=ana.option("More light than dark"))

    assert "verdict--wrong" in ana.page
    assert "for each other" not in ana.page


def test_two_things_stand_side_by_side_with_their_lines(ana: Visitor) -> None:
    page = ana.get(mix_up(ana)).text

    assert "You took these two for each other 2 times." in page
    assert re.search(r'<th scope="row"[^>]*>What a sailor sees</th>', page)
    assert 'href="/paths/1/lines/' in page
    assert "it schedules nothing" in page


def test_the_test_is_judged_line_by_line_and_writes_nothing(ana: Visitor) -> None:
    address = mix_up(ana)
    before = ana.get(address).text
    asked = before.count("riddle__pick")
    ana.get(f"{address}?pick=0-left&pick=1-left")

    assert asked >= 2
    assert ana.page.count("riddle__pick") == asked - 2
    assert ana.page.count("riddle__verdict--right") == 1
    assert ana.page.count("riddle__verdict--wrong") == 1


def test_the_first_pick_of_a_line_counts_and_nonsense_does_not(ana: Visitor) -> None:
    address = mix_up(ana)
    first = ana.get(f"{address}?pick=0-left").text
    again = ana.get(f"{address}?pick=0-left&pick=0-right&pick=x&pick=1-up&pick=99-left").text

    right = "riddle__verdict--right" in first
    assert ("riddle__verdict--right" in again) == right
    assert again.count("riddle__verdict--") == 1


def test_the_list_teaches_while_it_is_empty_and_leads_to_each_pair(ana: Visitor, ben: Visitor) -> None:
    assert "Nothing yet." in ana.get("/confusions").text
    address = mix_up(ana)

    assert f'href="{address}"' in ana.get("/confusions").text
    assert "2 times, last on" in ana.page
    assert "Nothing yet." in ben.get("/confusions").text
    assert ben.get(address).status_code == 404
