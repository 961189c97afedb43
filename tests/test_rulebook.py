"""The printed rulebook is what the shipped packs say now."""

import re
from pathlib import Path

from domain.policy.catalogue import KINDS
from lifecycle.pack_folder import load, shipped_packs
from lifecycle.rulebook import plain, rulebook

PAGE = Path(__file__).parent.parent / "docs" / "rulebook.md"


def test_the_page_is_what_the_packs_say_now():
    assert PAGE.read_text(encoding="utf-8") == rulebook(), "python -P -m lifecycle.rulebook > docs/rulebook.md"


def test_every_wording_stands_in_it_with_its_citation():
    page = rulebook()
    for name in shipped_packs():
        for citation, article in load(name).compiled["articles"].items():
            assert plain(citation) in page
            assert plain(article["wording"]) in page
            assert plain(article["not_modelled"]) in page


def test_every_rule_and_every_kind_has_its_place():
    page = rulebook()
    rules = [rule["id"] for name in shipped_packs() for rule in load(name).compiled["rules"]]

    assert all(f"\n### {plain(rule)}\n" in page for rule in rules)
    assert all(f'<a id="kind-{kind.name}"></a>' in page and kind.meaning in page for kind in KINDS)


def test_every_reference_within_the_page_leads_somewhere():
    page = rulebook()

    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(re.findall(r'<a id="([^"]+)"></a>', page))


def test_a_shipped_pack_lies_in_a_folder_of_its_name():
    assert {name: load(name).id for name in shipped_packs()} == {name: name for name in shipped_packs()}
