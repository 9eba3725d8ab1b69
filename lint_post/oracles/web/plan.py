"""The plan of a run: each address once, and what failed once more at the end, breadth first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from lint_post.oracles.web.outcome import Outcome
from lint_post.oracles.web.visit import Errand, Visitor

_RETRIES = 2
Done = Callable[[Errand, Outcome], None]


async def carry_out(errands: Iterable[Errand], visitor: Visitor, done: Done) -> None:
    """Do all ``errands`` and tell ``done`` of each when it is through. Nothing is lost if this is cancelled."""
    waiting = list(errands)
    for round_ in range(_RETRIES + 1):
        once_more: list[Errand] = []

        async def run(errand: Errand, number: int = round_, later: list[Errand] = once_more) -> None:
            outcome = await visitor.visit(errand)
            following = _following(errand, outcome, number)
            if following is None:
                done(errand, outcome)
            else:
                later.append(following)

        async with asyncio.TaskGroup() as group:
            for errand in waiting:
                group.create_task(run(errand))
        waiting = once_more
        if not waiting:
            return


def _following(errand: Errand, outcome: Outcome, round_: int) -> Errand | None:
    """What to try after ``outcome`` in the next round; None if it is final."""
    is_last = round_ + 1 == _RETRIES
    if round_ == _RETRIES or (outcome.is_slow and round_ > 0):
        return None
    if outcome.wall and not errand.like_a_browser:
        return errand._replace(with_get=True, like_a_browser=True)
    if outcome.again:
        return errand._replace(with_get=True, like_a_browser=is_last)
    return None
