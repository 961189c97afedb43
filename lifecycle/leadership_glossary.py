"""What the stored fields of responsibility, funds, rules of work and plans mean."""

from collections.abc import Mapping
from typing import Final

from lifecycle.entry import Entry

LEADERSHIP_FIELDS: Final[Mapping[str, Entry]] = {
    "responsibility-assigned/1.unit": Entry("id of the unit for which the cadre answers", "FINANCE"),
    "charge": Entry("in which way the cadre answers for it", "first-responsible"),
    "matters": Entry("for what, in the office's words", ["party building"]),
    "responsibility-assigned/1.until": Entry("first day on which the cadre no longer does", "2021-01-01"),
    "heads-designated/1.unit": Entry("id of the unit", "FINANCE"),
    "party_post": Entry("id of the post of the party head", "FIN-SECRETARY"),
    "admin_post": Entry("id of the post of the administrative head", "FIN-HEAD"),
    "funds-committed/1.unit": Entry("id of the unit that commits it", "FINANCE"),
    "funds-spent/1.unit": Entry("id of the unit that spends it", "FINANCE"),
    "dues-collected/1.unit": Entry("id of the unit of the body", "FINANCE"),
    "funds-committed/1.year": Entry("calendar year", 2024),
    "funds-spent/1.year": Entry("calendar year of the funds", 2024),
    "dues-collected/1.year": Entry("calendar year of the dues", 2024),
    "purpose": Entry("for what, in the office's words", "education of members"),
    "staff": Entry("how many persons", 2),
    "material": Entry("rooms, cars and the like, in the office's words", "one meeting room"),
    "collected": Entry("dues collected, digits with at most two after the point", "12000.00"),
    "retained": Entry("what of them the body keeps for its own work, written in the same way", "3000.00"),
    "document": Entry("id of the document", "RULES-OF-PROCEDURE"),
    "edition": Entry("version of the document, from 1", 2),
    "work-rules-issued/1.unit": Entry("id of the unit for which it holds", "FINANCE"),
    "work-rules-issued/1.title": Entry("its title", "Rules of procedure of the party committee"),
    "treats": Entry("what it settles, in the office's words", ["procedure", "treatment"]),
    "joint_plan": Entry("id of the plan", "YOUTH-2024"),
    "bodies": Entry("ids of the bodies that plan together", ["UNION", "LEAGUE"]),
    "goals": Entry("what for, in the office's words", ["one sports day"]),
    "joint-plan-made/1.until": Entry("first day after the plan", "2025-01-01"),
    "move-requested/1.unit": Entry("id of the unit that the cadre wants to leave", "FINANCE"),
    "wish": Entry("what the cadre asks for", "transfer"),
}
