"""chrF as sacrebleu defines it for one sentence: how much of a translation is in the reference."""

from __future__ import annotations

from collections import Counter

ORDER = 6
BETA = 2


def chrf(text: str, reference: str) -> float:
    """0 to 100: F of character n-grams of 1 to 6, spaces left out, recall counting four times.

    Precision and recall are means over the orders of which both texts have n-grams.
    """
    ours, theirs = "".join(text.split()), "".join(reference.split())
    orders = range(1, min(ORDER, len(ours), len(theirs)) + 1)
    if not orders:
        return 0.0
    precision = recall = 0.0
    for order in orders:
        left, right = _ngrams(ours, order), _ngrams(theirs, order)
        matched = (left & right).total()
        precision += matched / left.total() / len(orders)
        recall += matched / right.total() / len(orders)
    if not precision:
        return 0.0
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def _ngrams(text: str, order: int) -> Counter[str]:
    return Counter(text[at : at + order] for at in range(len(text) - order + 1))
