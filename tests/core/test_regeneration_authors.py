"""What authors do to a bank between two editions of its path, and what regenerating makes of it."""

from dataclasses import replace

from quizzes.core.banks import Bank, PathRef, SourceFile, check, write
from quizzes.core.generation.generate import generate
from quizzes.core.questions import Flashcard
from quizzes.core.regeneration import Outcome, described, regenerate

PATH = PathRef(id="ports", file="ports.md", sha256="0" * 64)
TEXT = """# Ports

## Well-known ports

| Service | Port | Carried by |
|---|---|---|
| SSH | 22 | TCP |
| DNS | 53 | UDP and TCP |
| HTTPS | 443 | TCP and QUIC |
| NTP | 123 | UDP |

## Terms of routing

- **Gateway** — The node that forwards packets to another network.
- **Subnet** — A block of addresses that share their leading bits.
- **Bridge** — A device that joins two segments into one.
- **Firewall** — A filter that drops what no rule permits.
"""
SSH, SSH_WHICH, MATCH = "well-known-ports-ssh-port", "well-known-ports-ssh-port-which", "well-known-ports-port-match"
GATEWAY = "terms-routing-gateway"


def standing(text=TEXT):
    return Bank(id="ports", title="Ports", path=PATH, questions=generate(text, file="ports.md").questions)


def over(text, bank, **options):
    return regenerate(bank, generate(text, file="ports.md"), path=PATH, **options)


def with_question(bank, id_, **fields):
    questions = tuple(replace(one, **fields) if one.id == id_ else one for one in bank.questions)
    return replace(bank, questions=questions)


def of(bank, id_):
    return next(one for one in bank.questions if one.id == id_)


def by_hand(id_):
    return Flashcard(id=id_, ask=f"What is {id_}?", answer="Known by heart.")


def inserted(bank, question, *, after):
    at = next(at for at, one in enumerate(bank.questions) if one.id == after) + 1
    return replace(bank, questions=(*bank.questions[:at], question, *bank.questions[at:]))


def test_an_edited_question_is_kept_over_regeneration():
    bank = with_question(standing(), SSH, ask="Which port does `sshd` listen on?")
    found = over(TEXT, bank)
    assert found.bank.questions == bank.questions
    assert found.report.ids(Outcome.EDITED) == ()


def test_an_edited_question_follows_its_source_and_keeps_its_words():
    bank = with_question(standing(), SSH, ask="Which port does `sshd` listen on?")
    kept = of(over(TEXT.replace("## Well-known", "One more line.\n\n## Famous"), bank).bank, SSH)
    assert kept.ask == "Which port does `sshd` listen on?"
    assert kept.source == "ports.md#famous-ports"
    assert kept.origin.lines == (9, 9)


def test_where_an_edited_question_and_its_source_both_changed_the_author_sees_both():
    bank = with_question(standing(), SSH, ask="Which port does `sshd` listen on?")
    found = over(TEXT.replace("| 22 |", "| 2222 |"), bank)
    (entry,) = found.report.of(Outcome.EDITED)
    assert entry.ids == (SSH,)
    assert "`sshd`" in entry.before
    assert "2222" in entry.after
    assert of(found.bank, SSH).ask == "Which port does `sshd` listen on?"
    assert SSH_WHICH in found.report.ids(Outcome.CHANGED)


def test_an_edit_is_shown_against_its_source_once():
    bank = with_question(standing(), SSH, ask="Which port does `sshd` listen on?")
    text = TEXT.replace("| 22 |", "| 2222 |")
    again = over(text, over(text, bank).bank)
    assert again.report.ids(Outcome.EDITED) == ()
    assert "`sshd`" in of(again.bank, SSH).ask


def test_a_source_the_author_chose_stays():
    bank = with_question(standing(), SSH, source="https://www.rfc-editor.org/rfc/rfc4253")
    assert of(over(TEXT.replace("## Well-known", "## Famous"), bank).bank, SSH).source.endswith("rfc4253")


def test_questions_written_by_hand_stay_untouched_and_in_place():
    bank = inserted(standing(), by_hand("mine"), after=SSH)
    bank = replace(bank, questions=(by_hand("first"), *bank.questions))
    text = TEXT.replace("| SSH | 22 | TCP |\n", "").replace("| NTP |", "| SSH | 22 | TCP |\n| NTP |")
    questions = over(text, bank).bank.questions
    ids = [one.id for one in questions]
    assert ids[0] == "first"
    assert ids[ids.index("mine") - 1] == SSH
    assert by_hand("mine") in questions


def test_a_copy_of_a_generated_question_counts_as_written_by_hand():
    copy = replace(of(standing(), SSH), id="my-copy", ask="And the port of SSH?")
    bank = inserted(standing(), copy, after=SSH)
    assert over(TEXT.replace("| 22 |", "| 2222 |"), bank).bank.questions.count(copy) == 1


def test_a_question_struck_by_its_author_stays_retired():
    bank = with_question(standing(), SSH, retired=True)
    for text in (TEXT, TEXT.replace("| 22 |", "| 2222 |"), TEXT.replace("## Well-known", "## Famous")):
        found = over(text, bank)
        assert of(found.bank, SSH).retired
        assert not of(found.bank, SSH_WHICH).retired
        assert found.report.ids(Outcome.REVIVED) == ()


def test_a_struck_question_stays_retired_when_its_source_goes_and_returns():
    bank = with_question(standing(), SSH, retired=True)
    without = over(TEXT.replace("| SSH | 22 | TCP |\n", ""), bank).bank
    back = over(TEXT, without).bank
    assert of(back, SSH).retired
    assert not of(back, SSH_WHICH).retired


def test_what_left_the_path_is_retired_and_comes_back_as_itself():
    bank = with_question(standing(), SSH, rev=3)
    without = over(TEXT.replace("| SSH | 22 | TCP |\n", ""), bank)
    assert {SSH, SSH_WHICH} <= set(without.report.ids(Outcome.RETIRED))
    assert of(without.bank, SSH).retired
    back = over(TEXT, without.bank)
    assert {SSH, SSH_WHICH} <= set(back.report.ids(Outcome.REVIVED))
    assert (of(back.bank, SSH).retired, of(back.bank, SSH).rev) == (False, 3)


def test_an_edit_outlives_the_absence_of_its_source():
    bank = with_question(standing(), SSH, ask="Which port does `sshd` listen on?")
    without = over(TEXT.replace("| SSH | 22 | TCP |\n", ""), bank).bank
    assert of(over(TEXT, without).bank, SSH) == of(bank, SSH)


def test_a_renamed_id_is_not_an_edit():
    bank = with_question(standing(), SSH, id="ssh", was=(SSH,))
    renamed = of(over(TEXT.replace("| 22 |", "| 2222 |"), bank).bank, "ssh")
    assert (renamed.was, renamed.rev) == ((SSH,), 2)
    assert "2222" in str(renamed)


def test_ids_of_the_old_bank_are_never_given_to_something_else():
    text = TEXT.replace("| SSH | 22 | TCP |\n", "")
    bank = replace(standing(text), questions=(*standing(text).questions, by_hand(SSH)))
    ids = [one.id for one in over(TEXT, bank).bank.questions]
    assert len(set(ids)) == len(ids)
    assert of(over(TEXT, bank).bank, SSH) == by_hand(SSH)


def test_a_fact_keeps_its_id_and_its_first_key_in_all_its_questions():
    before = standing()
    after = over(TEXT.replace("## Well-known ports", "## Numbers to know"), before).bank
    for old in before.questions:
        new = of(after, old.id)
        assert (new.fact, new.facts, new.origin.key) == (old.fact, new.facts, old.origin.key)
        assert set(new.facts) <= {one.fact for one in before.questions}


def test_a_value_edited_after_its_heading_was_renamed_is_still_found():
    renamed = TEXT.replace("## Well-known ports", "## Numbers to know")
    bank = over(renamed, standing()).bank
    found = over(renamed.replace("| 22 |", "| 2222 |"), bank)
    assert {SSH, SSH_WHICH} <= set(found.report.ids(Outcome.CHANGED))
    assert found.report.ids(Outcome.NEW) == found.report.ids(Outcome.RETIRED) == ()


CHANNELS = ("2412 MHz", "2417 MHz", "2422 MHz", "2427 MHz", "2432 MHz", "2437 MHz", "2442 MHz", "2447 MHz")


def channels(title, values=CHANNELS, *, first=1):
    rows = "".join(f"| Channel {number} | {value} |\n" for number, value in enumerate(values, start=first))
    return f"## {title}\n\n| Channel | Frequency |\n|---|---|\n{rows}\n"


def radio(*tables):
    return "\n".join(("# Radio\n", *tables))


def asked_alone(bank):
    return {(one.id, one.explain) for one in bank.questions if one.fact and not one.retired}


def test_rows_that_look_alike_follow_their_renamed_heading():
    bank = standing(radio(channels("Frequencies")))
    found = over(radio(channels("The band at a glance")), bank)
    assert asked_alone(found.bank) == asked_alone(bank)
    assert found.report.asked == len(found.report.ids(Outcome.KEPT))


def test_rows_that_look_alike_follow_their_renamed_heading_though_half_of_them_changed():
    bank = standing(radio(channels("Frequencies")))
    values = ("5160 MHz", "5180 MHz", "5200 MHz", "5220 MHz", *CHANNELS[4:])
    found = over(radio(channels("The band at a glance", values)), bank)
    assert not found.report.ids(Outcome.RETIRED)
    assert {f"frequencies-channel-{number}-frequency" for number in range(1, 5)} <= set(
        found.report.ids(Outcome.CHANGED)
    )


def test_rows_that_look_alike_may_move_to_another_heading():
    bank = standing(radio(channels("Frequencies")))
    found = over(radio(channels("Frequencies", CHANNELS[:4]), channels("Higher ones", CHANNELS[4:], first=5)), bank)
    assert asked_alone(found.bank) >= asked_alone(bank)


def test_a_row_that_leaves_does_not_become_the_row_that_comes():
    bank = standing(radio(channels("Frequencies")))
    found = over(radio(channels("Frequencies", (*CHANNELS[1:], "2452 MHz"), first=2)), bank)
    assert "frequencies-channel-1-frequency" in found.report.ids(Outcome.RETIRED)
    assert "frequencies-channel-9-frequency" in found.report.ids(Outcome.NEW)
    assert not found.report.ids(Outcome.CHANGED)


def test_another_draw_of_the_same_rows_is_no_other_meaning():
    bank = standing(radio(channels("Frequencies", [f"{2400 + 5 * at} MHz" for at in range(40)])))
    text = radio(channels("Frequencies", [f"{2400 + 5 * at} MHz" for at in range(41)]))
    match = next(one for one in bank.questions if one.kind == "match")
    found = over(text, bank)
    assert {pair.left for pair in of(found.bank, match.id).pairs}.isdisjoint(pair.left for pair in match.pairs)
    assert of(found.bank, match.id).rev == 1


def test_the_same_table_with_other_rows_is_a_doubt_that_counts_as_another_meaning():
    rows = "| Telnet | 23 | TCP |\n| POP3 | 110 | TCP and TLS |\n| Syslog | 514 | UDP |\n| RDP | 3389 | both |\n"
    start, end = TEXT.index("| SSH"), TEXT.index("\n## Terms")
    found = over(TEXT[:start] + rows + TEXT[end:], standing())
    assert MATCH in found.report.ids(Outcome.DOUBTFUL)
    assert of(found.bank, MATCH).rev == 2


def test_an_edited_row_stays_itself_although_its_old_text_stands_elsewhere_now():
    bank = standing(radio(channels("Frequencies")))
    values = (*CHANNELS[:2], "5180 MHz", *CHANNELS[3:])
    text = radio(channels("Frequencies", values), channels("As it was once"))
    found = over(text, bank)
    assert "5180" in str(of(found.bank, "frequencies-channel-3-frequency"))
    assert of(found.bank, "frequencies-channel-3-frequency").origin.section == "frequencies"
    assert not found.report.ids(Outcome.RETIRED)


def test_a_definition_written_anew_is_a_doubt_that_counts_as_another_meaning():
    text = TEXT.replace(
        "The node that forwards packets to another network.", "Whoever stands at the border and lets through."
    )
    found = over(text, standing())
    (entry,) = found.report.of(Outcome.DOUBTFUL)
    assert GATEWAY in entry.ids
    assert of(found.bank, GATEWAY).rev == 2


def test_a_doubt_answered_with_yes_keeps_the_progress():
    text = TEXT.replace(
        "The node that forwards packets to another network.", "Whoever stands at the border and lets through."
    )
    found = over(text, standing(), same=[GATEWAY])
    assert found.report.of(Outcome.DOUBTFUL) == ()
    assert of(found.bank, GATEWAY).rev == 1


def test_an_anchor_of_the_author_holds_a_row_whatever_it_is_called():
    anchored = TEXT.replace("| SSH | 22 | TCP |", "| SSH <!-- id: shell --> | 22 | TCP |")
    bank = over(anchored, standing()).bank
    assert [one.id for one in bank.questions] == [one.id for one in standing().questions]
    text = anchored.replace("| SSH <!-- id: shell --> | 22 | TCP |", "| SFTP <!-- id: shell --> | 2222 | TCP |")
    found = over(text, bank)
    assert {SSH, SSH_WHICH} <= set(found.report.ids(Outcome.CHANGED))
    assert found.report.ids(Outcome.NEW) == found.report.ids(Outcome.RETIRED) == ()


def test_an_anchor_of_the_author_holds_a_section_whatever_it_is_called():
    anchored = TEXT.replace("## Well-known ports", "## Well-known ports <!-- id: ports -->")
    bank = over(anchored, standing()).bank
    text = (
        anchored.replace("## Well-known ports", "## Numbers").replace("| 22 |", "| 2222 |").replace("| 53 |", "| 54 |")
    )
    found = over(text, bank)
    assert found.report.ids(Outcome.NEW) == found.report.ids(Outcome.RETIRED) == ()


def test_a_full_bank_forgets_what_is_gone_rather_than_overflow(monkeypatch):
    text = TEXT.replace("| NTP | 123 | UDP |\n", "")
    remembering = over(text, standing()).bank
    asked = sum(not one.retired for one in remembering.questions)
    monkeypatch.setattr("quizzes.core.regeneration.reconciling.MAX_QUESTIONS", asked + 1)
    found = over(text, standing()).bank
    assert len(remembering.questions) > len(found.questions) == asked + 1
    assert sum(not one.retired for one in found.questions) == asked


def test_a_bank_goes_through_its_file_unchanged():
    bank = with_question(inserted(standing(), by_hand("mine"), after=SSH), GATEWAY, ask="What is a gateway?")
    bank = over(TEXT.replace("| NTP | 123 | UDP |\n", ""), bank).bank
    checked = check([SourceFile("ports.yaml", write(bank).encode())])
    assert checked.problems == ()
    (read,) = checked.banks
    text = TEXT.replace("| NTP | 123 | UDP |\n", "")
    assert write(over(text, read).bank) == write(bank)


def test_a_report_shows_lines_reasons_and_both_texts():
    report = described(over("\n" + TEXT.replace("| 22 |", "| 2222 |"), standing()).report)
    assert "line 7 → line 8: number: 22 → 2222" in report
    assert "- Which port does this path list for **SSH**? 22" in report
    assert "+ Which port does this path list for **SSH**? 2222" in report


def test_the_head_of_a_bank_is_its_authors():
    bank = replace(standing(), title="Ports by heart", license="CC0-1.0")
    new = over(TEXT, bank).bank
    assert (new.id, new.title, new.license) == ("ports", "Ports by heart", "CC0-1.0")
