"""One post: what it is from which day to which, whoever holds it."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import NamedTuple, assert_never, cast

from domain.career import Note
from domain.days import FOREVER
from domain.events import PostClosed, PostEvent, PostOpened, PostRevised, PostSucceeded
from domain.ledger import Act, Ledger
from domain.recorded import RecordedEvent


class PostTerm(NamedTuple):
    """A stretch [start, end) in which the post's definition is the same."""

    event: str
    start: date
    end: date
    definition: PostOpened

    @property
    def unit(self) -> str:
        """The unit to which the post belongs in this stretch."""
        return self.definition.unit


class Post(NamedTuple):
    """The state of one post's stream."""

    ledger: Ledger = Ledger()
    terms: tuple[PostTerm, ...] = ()
    successions: tuple[tuple[str, date, str], ...] = ()
    """(succeeding post, day, event)."""
    notes: tuple[Note, ...] = ()

    @property
    def version(self) -> int:
        """How many events the stream has."""
        return self.ledger.version

    def on(self, day: date) -> PostTerm | None:
        """What the post is on the day; None where it is not open."""
        return next((term for term in self.terms if term.start <= day < term.end), None)


def evolve(post: Post, event: RecordedEvent) -> Post:
    """The post after one more event. Refuses nothing."""
    ledger = post.ledger.noted(event)
    return reduce(step, ledger.in_force(), Post(ledger))


def post_from(history: Iterable[RecordedEvent]) -> Post:
    """The post that a whole history makes."""
    return reduce(evolve, history, Post())


def step(post: Post, act: Act) -> Post:
    """The post after one act, taken in the order of effect."""
    body = cast("PostEvent", act.body)
    match body:
        case PostOpened():
            if post.terms:
                return post._replace(notes=(*post.notes, Note(act.id, "id-taken")))
            return post._replace(terms=(PostTerm(act.id, act.effective, FOREVER, body),))
        case PostRevised():
            return _revised(post, act, body)
        case PostClosed():
            return _closed(post, act)
        case PostSucceeded():
            closed = _closed(post, act)
            return closed._replace(successions=(*closed.successions, (body.by, act.effective, act.id)))
        case _:
            assert_never(body)


def _revised(post: Post, act: Act, body: PostRevised) -> Post:
    last = post.terms[-1] if post.terms else None
    if last is None or last.end != FOREVER:
        return post._replace(notes=(*post.notes, Note(act.id, "post-not-open")))
    definition = last.definition.model_copy(update=body.model_dump(exclude_none=True))
    new = PostTerm(act.id, act.effective, FOREVER, definition)
    return post._replace(terms=(*post.terms[:-1], last._replace(end=act.effective), new))


def _closed(post: Post, act: Act) -> Post:
    last = post.terms[-1] if post.terms else None
    if last is None or last.end != FOREVER:
        return post._replace(notes=(*post.notes, Note(act.id, "post-not-open")))
    return post._replace(terms=(*post.terms[:-1], last._replace(end=act.effective)))
