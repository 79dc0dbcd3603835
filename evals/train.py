"""Learn everything that is learned, from the training questions: `python -m evals.train`.

All but the cross-encoder, which has a command of its own (`evals/cross_encoder`) and is used as it
is. First how questions are moved (train_maps), then the ranker, the choice of sentences, and when
to refuse. Each step sees a question through what was learned without it, and so do the figures that
are printed. They are kind all the same: other questions on the same paragraph have been seen, and
the folds of the steps differ. The suites `test` and `unseen` are the judges.

A run takes about twenty minutes on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from assistant.adapters.cross_encoder import BundledCrossEncoder
from assistant.bootstrap import build_assistant
from assistant.finding.question_maps import save_maps
from assistant.model import Judgement
from assistant.ports import CrossEncoder
from assistant.settings import read_settings
from evals import train_maps, train_ranker, train_refusal, train_selection
from evals.searched import LANGUAGES, of_language, search_training


class Remembering:
    """A cross-encoder that judges no pair twice."""

    def __init__(self, reader: CrossEncoder) -> None:
        self._reader = reader
        self._said: dict[tuple[str, str, tuple[str, ...]], Judgement] = {}

    def judge(self, question: str, heading: str, sentences: Sequence[str]) -> Judgement:
        key = (question, heading, tuple(sentences))
        if key not in self._said:
            self._said[key] = self._reader.judge(question, heading, sentences)
        return self._said[key]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m evals.train", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="do not write what was learned")
    options = parser.parse_args()
    reader = Remembering(BundledCrossEncoder())
    searches = search_training(build_assistant(read_settings()))
    maps = train_maps.learn(searches)
    mapped = train_maps.unseen(searches)
    ranker = train_ranker.train(mapped)
    weighed = [
        one
        for language in LANGUAGES
        for one in train_selection.unseen(of_language(mapped, language), language, reader)
    ]
    selection = train_selection.train(mapped, weighed, ranker, reader)
    refusal = train_refusal.train(weighed, mapped)
    if not options.dry_run:
        save_maps(maps)
        train_ranker.save(ranker)
        train_selection.save(selection)
        train_refusal.save(refusal, mapped)


if __name__ == "__main__":
    main()
