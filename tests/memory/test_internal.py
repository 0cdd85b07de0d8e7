"""Internal fuzzy matches, against scoring each pair."""

from hypothesis import given
from hypothesis import strategies as st

from iomgloss.memory.internal import likeness
from iomgloss.memory.scoring import round_down, score
from iomgloss.text.normalize import comparison_key


def twin(texts: list[str], minimum: float) -> list[float | None]:
    found: list[float | None] = []
    keys = list(map(comparison_key, texts))
    for number, key in enumerate(keys):
        scores = [min(99.0, round_down(score(key, other).total)) for other in keys[:number] if key]
        best = max(scores, default=0.0)
        found.append(best if key and best >= minimum else None)
    return found


words = st.sampled_from(["мигрант", "мигранти", "граница", "и", "на", "2018"])
sentences = st.lists(words, max_size=5).map(" ".join)


@given(st.lists(sentences, max_size=10), st.sampled_from([40.0, 50.0, 75.0, 95.0]))
def test_the_best_before_is_found(texts: list[str], minimum: float) -> None:
    assert list(likeness(texts, minimum)) == twin(texts, minimum)


def test_only_what_came_before_counts() -> None:
    texts = [
        "Реадмисия на мигранти.",
        "Реадмисията на мигранти.",
        "Нещо съвсем друго",
        "Реадмисия на мигранти.",
    ]
    assert list(likeness(texts, 50.0)) == [None, 88.8, None, 99.0]
