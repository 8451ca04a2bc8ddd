"""The screens to look at before anyone sees one: only such as answers can lead to, and each part on at least one."""

from collections.abc import Iterator, Sequence

from bot.advice import points
from bot.check import Check, Question
from bot.say import Advice, Chosen, Overview, Say, foreseeable


def rehearsal(check: Check) -> tuple[Say, ...]:
    """Every foreseeable screen, the overview with each answer and its guidance, and the advice with each point."""
    return (*foreseeable(check), *dict.fromkeys(_overviews(check)), *dict.fromkeys(_advices(check)))


def overview(check: Check, answers: Sequence[int], last: int | None) -> Overview:
    """The overview of these answers (option indexes, one per question); `last`: the question answered last (index)."""
    given = tuple(
        Chosen(asked.id, asked.options[answer].id) for asked, answer in zip(check.questions, answers, strict=True)
    )
    return Overview(given, None if last is None else given[last])


def single(check: Check, base: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Give these answers with each single one changed to each of its options, and the question (index) it is at."""
    for index, asked in enumerate(check.questions):
        for option in range(len(asked.options)):
            yield index, [*base[:index], option, *base[index + 1 :]]


def _overviews(check: Check) -> Iterator[Overview]:
    first = [0] * len(check.questions)
    yield overview(check, first, None)
    yield from (overview(check, answers, index) for index, answers in single(check, first))


def _advices(check: Check) -> Iterator[Advice]:
    calm = [_calmest(asked) for asked in check.questions]
    yield from (Advice(points(check, tuple(answers))) for _, answers in single(check, calm))
    for row in (row for rule in check.rules for row in rule.when):
        held = {need.question: need.options[0] for need in row}
        yield Advice(points(check, tuple(held.get(index, answer) for index, answer in enumerate(calm))))


def _calmest(question: Question) -> int:
    return min(range(len(question.options)), key=lambda index: question.options[index].attention)
