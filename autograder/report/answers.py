"""What no page may show before the course lets it be seen: the right numbers of hidden inputs."""

from autograder.model.record import ItemRecord, QuestionRecord, Record


def without_answers(record: Record) -> Record:
    """A record whose comparisons hold the student's numbers alone."""
    return {**record, "questions": [without_answers_of(question) for question in record["questions"]]}


def without_answers_of(question: QuestionRecord) -> QuestionRecord:
    """The same of one question."""
    # What stays as it is is shared with the record: to copy everything takes longer than the page.
    return {
        **question,
        "items": [_without_answer(item) if "compare" in item else item for item in question["items"]],
    }


def _without_answer(item: ItemRecord) -> ItemRecord:
    compare = item["compare"].copy()
    compare.pop("numerical", None)
    return {**item, "compare": compare}
