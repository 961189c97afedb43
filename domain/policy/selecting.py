"""Whether a rule concerns a post, as it is or as it was when it was held."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

from domain.policy.facts import PostView, Spot, Stretch
from domain.policy.rule import EVERYWHERE, Selector


def selects(selector: Selector, place: Stretch | PostView | Spot) -> bool:
    """Whether the selector takes the place in; an empty selector takes everything in."""
    if selector is EVERYWHERE:
        return True
    if selector.track and place.track not in selector.track:
        return False
    if selector.level and place.level not in selector.level:
        return False
    if selector.unit_kind and place.unit_kind not in selector.unit_kind:
        return False
    if selector.key_post is not None and place.key_post != selector.key_post:
        return False
    if selector.part_time is not None and place.part_time != selector.part_time:
        return False
    return not selector.post_kind or bears(selector.post_kind, place)


def bears(patterns: Iterable[str], place: Stretch | PostView | Spot) -> bool:
    """Whether the id or the name of the post fits one of the patterns (`*` any text, `?` any sign)."""
    name = place.name if isinstance(place, PostView) else place.post_name
    return _fits(tuple(patterns), place.post, name)


@lru_cache(maxsize=65_536)
def _fits(patterns: tuple[str, ...], post: str, name: str) -> bool:
    """Whether one of the two fits; remembered, since the same posts are asked about for everybody."""
    return any(fnmatchcase(post, pattern) or fnmatchcase(name, pattern) for pattern in patterns)
