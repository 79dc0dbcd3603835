"""The quantities of a sentence with their places in it.

The reading itself is answering/quantities.py; here its offsets lead back to the sentence, and
quantities inside brackets and quotation marks are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.quantities import Quantity, quantities
from assistant.reading.normalize import normalize
from assistant.register.facts import Number


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity at `start` to `end` of the sentence."""

    quantity: Quantity
    start: int
    end: int

    @property
    def unit(self) -> str:
        return self.quantity.unit

    @property
    def bounds(self) -> frozenset[str]:
        return self.quantity.bounds

    @property
    def value(self) -> Number:
        """The value as an integer where it is one."""
        value = self.quantity.value
        return int(value) if value.denominator == 1 else float(value)


def amounts(text: str, flat: str) -> list[Amount]:
    """The quantities of a sentence; `flat` is the same text masked. Never raises."""
    normalized = normalize(text)
    out = []
    for quantity in quantities(text):
        span = normalized.source_span(quantity.start, quantity.end)
        if "x" not in flat[span.start : span.end]:
            out.append(Amount(quantity, span.start, span.end))
    return out
