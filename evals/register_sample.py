"""A sample of durations and duties of some documents, to be read by hand.

    python -m evals.register_sample FOLDER [--rows 50] [--seed 2024]

All durations and duties of the documents in FOLDER are put in the order of documents, kinds and
texts; `random.Random(seed).sample` draws the rows. What was found by reading them stands in
docs/register.md.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.model import Document
from assistant.reading.files import read_document
from assistant.reading.manifest import read_manifest
from assistant.register.facts import Fact, row_of
from assistant.register.reading import facts_of


def sample(folder: Path, rows: int, seed: int) -> list[tuple[Document, Fact]]:
    """The drawn rows with their documents, in the order of the draw."""
    every: list[tuple[Document, Fact]] = []
    for source in read_manifest(folder):
        document = read_document(source, 50)
        facts = facts_of(document)
        every += [(document, fact) for fact in facts.durations]
        every += [(document, fact) for fact in facts.duties]
    return random.Random(seed).sample(every, min(rows, len(every)))  # noqa: S311  (a sample)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the sample, each row with the text of its clause."""
    parser = argparse.ArgumentParser(prog="python -m evals.register_sample", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=50)
    parser.add_argument("--seed", type=int, default=2024)
    options = parser.parse_args(arguments)
    for number, (document, fact) in enumerate(
        sample(options.folder, options.rows, options.seed), 1
    ):
        left_out = ("document", "version", "clause", "heading", "quote", "start", "end", "page")
        said = {name: value for name, value in row_of(fact).items() if name not in left_out}
        clause = next(c for c in document.clauses if c.path == fact.place.clause)
        print(f"{number}. {document.title}, {clause.path}: {type(fact).__name__} {said}")
        print(f"    {' '.join(clause.text.split())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
