"""The register on paper, told what stands in the tables."""

from domain.policy.facts import EntryView

PLACE = ("topic", "docket", "about", "from", "until", "event")


def write_down(register, told):
    """Tell an empty register on paper what stands in the tables."""
    register.units.update(
        {name: {"name": unit["name"], "kind": unit["kind"], "parent": unit["parent"], "was": tuple(unit["was"])}
         for name, unit in told["units"].items()}
    )  # fmt: skip
    for row in told["posts"]:
        more = {key: value for key, value in row.items() if key not in {"post", "from", "until", "succeeds", "unit"}}
        register.post_at(row["post"], row["unit"], row["from"], row["until"], row["succeeds"], **more)
    for row in told["holdings"]:
        more = {key: value for key, value in row.items() if key not in {"cadre", "post", "from", "until"}}
        register.hold(row["cadre"], row["post"], row["from"], row["until"], **more)
    register.people.update(told["people"])
    register.stands.update(told["stands"])
    register.relatives.extend(told["kin"])
    register.reasons.update(told["reasons"])
    for waived in told["waivers"]:
        register.waive(*waived)
    for row in sorted(told["noted"], key=lambda each: each["from"]):
        register.noted.extend(entry(row, subject) for subject in row["about"])
    register.freeze()
    return register


def entry(row, subject):
    """A fact of a dossier as a rule reads it."""
    told = {key: value for key, value in row.items() if key not in PLACE and key != "about_what"}
    told |= {"about": row["about_what"]} if "about_what" in row else {}
    return EntryView(row["topic"], row["docket"], subject, row["from"], row["until"], told, None, row["event"])
