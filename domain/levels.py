"""The grade scale: levels, lowest first. Events carry codes; which codes exist is a dated record in the store."""

DEFAULT_LEVELS = (
    "clerk",
    "section-deputy",
    "section",
    "division-deputy",
    "division",
    "bureau-deputy",
    "bureau",
    "provincial-deputy",
    "provincial",
    "national-deputy",
    "national",
)
