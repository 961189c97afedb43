"""What was decided about the cast: fixed careers, which between them live through every act on a cadre."""

from typing import Final

from lifecycle.county.cast import LATER
from lifecycle.county.cast_lines import act, decided, leg, named, registered
from lifecycle.county.decision import Decision, EventOf, OrderOf

_UNTIL_2018: Final = (
    decided(
        "2015-03-02T02:10",
        "Relative entered",
        {"act": "person-kin", "cadre": "LI", "relation": "sibling", "kin": "TANG"},
    ),
    decided(
        "2016-01-20T03:00",
        "Assistant posted",
        act("appoint", "2016-02-01", "WU", post="mazhu-assistant", kind="assistant", until="2018-02-01"),
    ),
    decided(
        "2016-03-25T01:30",
        "Transport Bureau",
        act("depart", "2016-04-01", "HE", kind="transfer-out", reason="transfer to Baisha County"),
        act("transfer", "2016-04-01", "LI", post="transport-head", reason="work need"),
    ),
    decided(
        "2016-05-09T06:45",
        "Name written in full",
        {"act": "person-amend", "cadre": "MAI", "name": "买买提·吐尔逊", "effective": "2016-05-09"},
    ),
    decided(
        "2016-12-20T02:20",
        "Culture Bureau",
        act("relieve", "2017-01-01", "SUN", post="finance-deputy", sequence=1),
        act("promote", "2017-01-01", "SUN", level="section", sequence=2),
        act("appoint", "2017-01-01", "SUN", post="culture-head", kind="trial", until="2018-01-01", sequence=3),
    ),
    decided(
        "2017-08-28T07:15",
        "Exchange of three",
        leg("2017-09-01", "ZHAO", "audit-head", "mazhu-secretary"),
        leg("2017-09-01", "CHEN", "mazhu-secretary", "organisation-executive"),
        leg("2017-09-01", "LIU", "organisation-executive", "audit-head"),
    ),
)
_UNTIL_2020: Final = (
    decided("2018-01-02T01:05", "Trial passed", act("confirm", "2018-01-01", "SUN", post="culture-head")),
    decided(
        "2018-01-25T05:00",
        "Mazhu Town",
        act("relieve", "2018-02-01", "WU", post="mazhu-assistant", sequence=1),
        act("promote", "2018-02-01", "WU", level="section", post="mazhu-mayor", sequence=2),
    ),
    decided(
        "2018-05-24T08:30",
        "Party School",
        act("appoint", "2018-06-01", "LI", post="school-president", kind="concurrent", until="2020-06-01"),
    ),
    decided("2018-07-02T02:00", "New on the books", registered(LATER[0]), label="ye"),
    decided("2018-07-12T02:30", "Finance Bureau", act("appoint", "2018-07-16", "YE", post="finance-deputy")),
    decided(
        "2018-09-03T04:40",
        "Birth date corrected",
        named("correct", EventOf("cast-ye"), set={"born": "1990-03-05"}, reason="day and month were swapped"),
    ),
    decided(
        "2019-01-21T03:00",
        "Before the merger",
        act("relieve", "2019-02-01", "ZHOU", post="tourism-head", reason="reorganisation"),
    ),
    decided(
        "2019-03-05T03:00",
        "Cadre stationed in a village",
        act("appoint", "2019-03-06", "ZHOU", post="mazhu-stationed", kind="secondment", until="2021-03-01"),
    ),
    decided(
        "2019-03-11T06:00",
        "Exchange of two",
        act("exchange", "2019-03-15", "LI", **{"with": "WANG"}, reason="training by exchange"),
        act("exchange", "2019-03-15", "WANG", **{"with": "LI"}, reason="training by exchange"),
    ),
    decided(
        "2019-12-20T02:00",
        "Organisation Department",
        act("depart", "2020-01-01", "GUO", kind="retire", reason="age limit"),
        act("appoint", "2020-01-01", "CHEN", post="organisation-head", kind="acting"),
        act("relieve", "2020-01-01", "LI", post="school-president"),
    ),
)
_UNTIL_2022: Final = (
    decided(
        "2020-03-06T08:00",
        "Mazhu Town",
        act(
            "demote",
            "2020-03-10",
            "ZHAO",
            level="section-deputy",
            post="finance-deputy",
            reason="not equal to the post",
        ),
        act("transfer", "2020-03-10", "WU", post="mazhu-secretary", **{"from": "mazhu-mayor"}),
    ),
    decided(
        "2020-06-22T02:15",
        "Organisation Department",
        act("relieve", "2020-07-01", "CHEN", post="organisation-executive", sequence=1),
        act("appoint", "2020-07-01", "CHEN", post="organisation-head", sequence=2),
    ),
    decided(
        "2020-08-27T01:50",
        "Working Committee",
        act("transfer", "2020-09-01", "TANG", post="agency-committee-head"),
    ),
    decided(
        "2021-02-18T05:25",
        "Dismissal",
        act("depart", "2021-02-18", "ZHAO", kind="dismiss", reason="serious breach of discipline"),
    ),
    decided(
        "2021-02-25T01:10",
        "End of posting",
        act("relieve", "2021-03-01", "ZHOU", post="mazhu-stationed"),
    ),
    decided(
        "2021-03-15T01:40",
        "Organisation Department",
        act("appoint", "2021-03-15", "ZHOU", post="organisation-executive"),
    ),
    decided(
        "2021-05-10T07:30",
        "Transfer discovered late",
        act("transfer", "2019-11-01", "TANG", post="women-head", reason="found in the unit's files"),
    ),
    decided(
        "2021-06-21T03:20",
        "Executive Vice-Magistrate",
        act("promote", "2021-07-01", "LI", level="division-deputy", post="executive-vice"),
    ),
    decided("2021-07-05T02:00", "New on the books", registered(LATER[1])),
    decided(
        "2021-07-28T02:30",
        "Finance Bureau",
        act("appoint", "2021-08-02", "XU", post="finance-head", kind="trial", until="2022-08-01"),
        label="xu",
    ),
    decided(
        "2021-09-06T04:00",
        "Correction",
        named("correct", EventOf("cast-xu"), set={"effective": "2021-08-16"}, reason="began after the handover"),
        label="xu-corrected",
    ),
    decided(
        "2021-10-11T02:50",
        "Reinstatement",
        act("reinstate", "2021-10-11", "ZHAO", reason="dismissal set aside on appeal"),
    ),
    decided(
        "2021-10-12T04:00",
        "Correction of the correction",
        named(
            "correct",
            EventOf("cast-xu-corrected"),
            set={"effective": "2021-08-09"},
            reason="the handover was on the 9th",
        ),
    ),
    decided(
        "2021-11-01T01:20",
        "Finance Bureau",
        act("appoint", "2021-11-01", "ZHAO", post="finance-deputy"),
    ),
)
_UNTIL_2025: Final = (
    decided(
        "2022-01-17T03:30",
        "Cadre stationed in a village",
        act("appoint", "2022-01-20", "MAI", post="mazhu-stationed", kind="secondment", until="2024-01-20"),
        label="mai",
    ),
    decided(
        "2022-02-14T03:30",
        "Cancellation",
        named("cancel", EventOf("cast-mai"), reason="decided without a discussion"),
    ),
    decided(
        "2022-04-25T06:10",
        "Resignation",
        act("depart", "2022-05-01", "LIU", kind="resign", reason="own wish"),
    ),
    decided(
        "2022-05-27T02:05",
        "Rotation",
        act("rotate", "2022-06-01", "WANG", post="audit-head", reason="rotation of key posts"),
    ),
    decided("2022-08-09T01:15", "Trial passed", act("confirm", "2022-08-09", "XU", post="finance-head")),
    decided(
        "2022-11-24T05:55",
        "Exchange of two",
        leg("2022-12-01", "WU", "mazhu-secretary", "organisation-executive"),
        leg("2022-12-01", "ZHOU", "organisation-executive", "mazhu-secretary"),
        label="exchange",
    ),
    decided(
        "2022-12-19T02:35",
        "Exchange cancelled",
        named("cancel", order=OrderOf("cast-exchange"), reason="the discussion had no quorum"),
    ),
    decided(
        "2023-01-30T02:50",
        "Party School",
        act("appoint", "2023-02-01", "XU", post="school-president", kind="concurrent", until="2025-02-01"),
        label="school",
    ),
    decided(
        "2023-04-03T02:00",
        "Death",
        act("depart", "2023-03-28", "ZHOU", kind="death", reason="illness"),
    ),
    decided(
        "2023-05-22T04:15",
        "Transfer to another county",
        act("depart", "2023-05-31", "MAI", kind="transfer-out", reason="transfer to Hetian County"),
    ),
    decided(
        "2023-08-28T03:45",
        "Rotation",
        act("rotate", "2023-09-01", "SUN", post="transport-head", reason="long time in one post"),
    ),
    decided(
        "2023-12-27T03:10",
        "Party School",
        act("relieve", "2024-01-01", "XU", post="school-president"),
    ),
    decided(
        "2024-03-11T07:20",
        "Void from the start",
        # The relief of January then rests on nothing: basis lost.
        named("cancel", EventOf("cast-school"), reason="decided by one person alone"),
        confirmed=True,
    ),
    decided(
        "2024-05-20T01:30",
        "Retirement",
        act("depart", "2024-06-01", "LI", kind="retire", reason="age limit"),
    ),
    decided(
        "2024-11-11T06:20",
        "Mazhu Town",
        act("promote", "2024-11-15", "YE", level="section", post="mazhu-mayor"),
    ),
    decided(
        "2024-12-16T02:00",
        "Culture and Tourism Bureau",
        act("transfer", "2025-03-01", "WANG", post="culture-tourism-head", reason="work need"),
    ),
)

CAST_DECISIONS: Final[tuple[Decision, ...]] = (*_UNTIL_2018, *_UNTIL_2020, *_UNTIL_2022, *_UNTIL_2025)
"""In the order of recording."""
