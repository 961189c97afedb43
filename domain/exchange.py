"""What one leg of an exchange does to a career, and which post each of a circle of cadres takes."""

from collections.abc import Sequence

from domain.career import Career
from domain.events import CadreExchanged
from domain.ledger import Act
from domain.rotation import moved


def exchanged(career: Career, act: Act, body: CadreExchanged) -> Career:
    """The leg's source is left and its post taken up on the one day of the exchange."""
    return moved(career, act, body.post, body.from_post, body.planned_end)


def circle(cadres: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Each cadre with the one whose post is taken: the next in the list, the last takes the first one's."""
    return tuple(zip(cadres, (*cadres[1:], *cadres[:1]), strict=True))
