"""From the stories that fit to the one that is told: a whole question first, then part by part, then two mistakes at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.diagnosis.case import LOST, Case, Story, WrongPart, values_of
from autograder.diagnosis.evidence import Evidence, Label
from autograder.diagnosis.rule import Ids, Rule
from autograder.model.question import RubricItem
from autograder.model.trial import Role

BANK_SHARE = 3
"""Stories of the bank told of one part alone: many change only that part alike, and who reads more than three reads none."""


@dataclass(frozen=True)
class Choice:
    """How stories are chosen.

    rules      the general mistakes of one part
    seconds    those that may be made on top of another mistake
    firsts     the general mistakes of a part that another may be made on top of
    tie_break  puts mistakes that answer the same in order
    signs      the mistakes that speak of signs, the wrong sign first
    undone     a pair of which the second leaves nothing of the first
    caches     mistakes in what forward stores, which may make forward and backward wrong alike
    """

    rules: Sequence[Rule[WrongPart]]
    seconds: Sequence[Rule[WrongPart]]
    firsts: Callable[[WrongPart], Iterable[Story]]
    tie_break: Callable[[Iterable[str], Case], Ids]
    signs: Ids
    undone: tuple[str, str] = ("", "")
    caches: frozenset[str] = frozenset()

    def whole(self, case: Case) -> Ids:
        """The ids of the bank's mistakes that predict every answer, exceptions among them.

        Where nothing but exceptions is wrong, types alone say little: the messages must be those of the mistake.
        """
        only_lost = _only_lost(case)
        bank = [s for s in case.book.stories if not (s.general or (only_lost and s.repeated))]
        bank = [s for s in bank if case.tells(s, case.required)]
        said = [s for s in bank if s.evidence.messages == case.got.messages]
        if only_lost and not (said and any(case.got.messages)):
            return ()
        return self.tie_break((s.id for s in said or bank), case)

    def by_numbers(self, case: Case) -> dict[int, Ids]:
        """The ids for each failing item; empty where nothing fits."""
        ids = self.tie_break(_of_all(case), case)
        if ids:
            return dict.fromkeys(case.failing, ids)
        with np.errstate(all="ignore"):
            by_part = {of: self._of_part(WrongPart(case, of, where)) for of, where in case.wrong.items()}
        found = {index: _of_item(case, item, by_part) for index, item in case.failing.items()}
        of_forward = {
            one for of, ids in by_part.items() if of[0] is Role.FORWARD for one in ids
        } | self.caches
        own = {i for i in found if case.follows_forward(i) and not of_forward & {*found[i]}}
        return {i: self.tie_break(ids, case) for i, ids in found.items() if ids and i not in own}

    def beside_a_sign(self, case: Case) -> dict[int, Ids]:
        """Two mistakes at once: the ids that explain the wrong gradients once they are negated, and the sign after
        them; empty unless every failing item is explained, and by something else than signs."""
        wrong = [of for of in case.wrong if of[0] is not Role.FORWARD]
        arrays = tuple(
            -a if a is not None and s.of in wrong else a
            for a, s in zip(case.got.arrays, case.book.spots, strict=True)
        )
        found = self.by_numbers(replace(case, got=Evidence(case.got.tokens, arrays)))
        if len(found) < len(case.failing) or any({*self.signs} & {*ids} for ids in found.values()):
            return {}
        return {index: (*ids, self.signs[0]) for index, ids in found.items()}

    def on_top_of_another(self, case: Case) -> dict[int, Ids]:
        """Two mistakes in one number: a mistake, and a general one made of what it gives in the place of what is right.

        Told of the items whose wrong parts are all explained, each by one mistake or by two.
        """
        found: dict[int, Ids] = {}
        with np.errstate(all="ignore"):
            for index, item in case.failing.items():
                own = {case.book.spots[i].of for i in case.spots(item)} | values_of(item)
                parts = [WrongPart(case, of, where) for of, where in case.wrong.items() if of in own]
                if case.follows_forward(index):
                    continue
                told = [tuple(self._of_part(part)[:1]) or self._pair(part) for part in parts]
                if told and all(told):
                    found[index] = tuple(dict.fromkeys(name for ids in told for name in ids))
        return found

    def _pair(self, part: WrongPart) -> Ids:
        if not part.numeric or part.claim:
            return ()
        case = part.case
        bank = [story for story in case.book.stories if not story.general]
        for story in (*bank, *self.firsts(part)):
            if not all(case.book.agrees(story, i) for i in part.where):
                book = replace(case.book, right=story.evidence, ones=story.ones())
                made = WrongPart(replace(case, book=book), part.of, part.where)
                second = next((rule.id for rule in self.seconds if rule.when(made)), story.id)
                if (story.id, second) == self.undone:
                    return (second,)
                if second != story.id != "":
                    # What alone would be right at most of the places shows at fewer of them than the other one.
                    right = sum(case.book.agrees(story, i) for i in part.where)
                    return (second, story.id) if 2 * right > len(part.where) else (story.id, second)
        return ()

    def _of_part(self, part: WrongPart) -> list[str]:
        """The ids that explain one wrong part alone: the bank's, which are made for the question, and then the general."""
        if not part.numeric:
            return []
        general = [rule.id for rule in self.rules if not part.claim and rule.when(part)]
        bank = [s for s in part.case.book.stories if not s.general and _tells_no_more(s, part)]
        bank.sort(key=lambda story: _is_denied(story, part))
        here = [i for i in part.case.required if part.case.right((i,))]
        sure = [s.id for s in bank[:BANK_SHARE] if all(part.case.book.agrees(s, i) for i in here)]
        return [*sure, *general, *(s.id for s in bank[:BANK_SHARE])]


def _only_lost(case: Case) -> bool:
    wrong = {case.token(i) for i in case.required if not case.right((i,))}
    return bool(wrong & {*LOST}) and wrong <= {*LOST, "none"}


def _of_all(case: Case) -> list[str]:
    """Stories that predict every answer, numbers among them: the bank's, then those told of all wrong parts alike."""
    wrong = (i for where in case.wrong.values() for i in where if not case.right((i,)))
    if not any(case.token(i) == "value" for i in wrong):
        return []
    fitting = [s for s in case.book.stories if case.tells(s, case.required)]
    return [s.id for s in sorted(fitting, key=lambda story: story.general)]


def _tells_no_more(story: Story, part: WrongPart) -> bool:
    """True when a story predicts the part and makes nothing wrong that is right here.

    One of what something is built of may; one of the walk back must show wherever something is wrong.
    """
    case = part.case
    if story.walks and any(all(case.book.agrees(story, i) for i in where) for where in case.wrong.values()):
        return False
    return case.tells(story, part.where) and all(
        story.repeated or case.book.spots[i].of in case.wrong or case.book.agrees(story, i)
        for i in case.required
    )


def _is_denied(story: Story, part: WrongPart) -> bool:
    """True when a story makes something else wrong, too, in another way than it is: told after those that fit there as well."""
    case = part.case
    elsewhere = [i for of, where in case.wrong.items() if of != part.of for i in where]
    return any(not case.book.agrees(story, i) and not case.tells(story, (i,)) for i in elsewhere)


def _of_item(case: Case, item: RubricItem, by_part: Mapping[Label, list[str]]) -> Ids:
    """The ids of an item: those that explain all its parts at once first, then those that explain most of the question's
    wrong parts. Where the value of an expression is wrong, too, what leaves it right explains nothing."""
    where = case.spots(item)
    at_once = {story.id for story in case.book.stories if case.tells(story, where)}
    own, values = (
        [ids for of, ids in by_part.items() if of in those]
        for those in ({case.book.spots[i].of for i in where}, values_of(item))
    )
    known = dict.fromkeys(one for ids in (own if any(own) else values) for one in ids)
    known = {one: None for one in known if all(one in ids for ids in values)}
    return tuple(
        sorted(known, key=lambda one: (one not in at_once, -sum(one in ids for ids in by_part.values())))
    )
