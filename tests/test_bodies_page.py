"""The page on training, selection and bodies is true: every command is typed and every answer compared."""

from pathlib import Path

PAGE = (Path(__file__).parent.parent / "docs" / "bodies.md").read_text(encoding="utf-8")
UNITS = ("COUNTY,Linghe,county,", "FINANCE,Finance,bureau,COUNTY", "SCHOOL,School,school,COUNTY")
POSTS = (
    "FIN-SEC,FINANCE,Party Secretary,party,division,",
    "FIN-HEAD,FINANCE,Head,admin,division,yes",
    "FIN-DEPUTY,FINANCE,Deputy Head,admin,division-deputy,",
    "FIN-CLERK,FINANCE,Accountant,business,clerk,",
    "BR-SEC,SCHOOL,Branch Secretary,party,clerk,",
)
PEOPLE = {"LI": "FIN-SEC", "WANG": "FIN-CLERK", "CHEN": "BR-SEC", "ZHAO": None, "HE": None}


def setting():
    """The order by which the county of the page is there."""
    yield "act,unit,name,kind,parent,post,track,level,key_post,cadre,joined_party,born,effective"
    yield from (f"unit-open,{each},,,,,,,,2010-01-01" for each in UNITS)
    for told in POSTS:
        post, unit, name, track, level, key = told.split(",")
        yield f"post-open,{unit},{name},,,{post},{track},{level},{key},,,,2010-01-01"
    yield from (f"person-register,,{who},,,,,division-deputy,,{who},2001-07-01,1975-01-01," for who in PEOPLE)
    yield from (f"appoint,,,,,{post},,,,{who},,,2020-01-01" for who, post in PEOPLE.items() if post)


def test_every_command_of_the_page_answers_as_shown(untrue_in_page, tmp_path):
    (tmp_path / "setting.csv").write_text("\n".join(setting()) + "\n", encoding="utf-8")

    assert untrue_in_page(PAGE) == []
