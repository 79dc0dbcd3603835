"""How the cross-encoder learns: pairs with what is right of them, and the descent."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from evals.cross_encoder.lessons import Lesson
from evals.cross_encoder.network import Batch, Network, batch_of, judge

BATCH = 32
WARM_UP = 0.06
LEAST_RATE = 0.02
_OF_WORDS = 1.0
_RIGHT_WORD = 3.0
_SORTED = 50
_SHOWN = 50
_LONGEST_STEP = 1.0
_DECAY = 0.01


def learn(
    network: Network, words: Tensor, rounds: Sequence[Sequence[Lesson]], rate: float, seed: int = 0
) -> None:
    """Go through each round's lessons once, in mixed order, with Adam and a falling rate."""
    chance = random.Random(seed)
    learned = [parameter for _, parameter in network.learned()]
    matrices = [p for p in learned if p.dim() > 1]
    others = [p for p in learned if p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": _DECAY}, {"params": others, "weight_decay": 0.0}],
        lr=rate,
    )
    batches = [batch for lessons in rounds for batch in _batches(lessons, chance)]
    network.train()
    surprise = 0.0
    for step, lessons in enumerate(batches):
        done = step / len(batches)
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, done / WARM_UP + 1e-3) * max(LEAST_RATE, 1.0 - done)
        optimizer.zero_grad()
        lost = loss(network, words, lessons)
        lost.backward()
        torch.nn.utils.clip_grad_norm_(learned, _LONGEST_STEP)
        optimizer.step()
        surprise += (lost.item() - surprise) / min(step + 1, _SHOWN)
        if (step + 1) % _SHOWN == 0:
            print(f"{step + 1} of {len(batches)} batches, loss {surprise:.3f}", flush=True)
    network.eval()


def loss(network: Network, words: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    """The mean surprise over a batch: at the pairs, and at the words of their paragraphs."""
    batch = batch_of([lesson.pair for lesson in lessons])
    answers, pieces = judge(network, words, batch)
    counts = torch.tensor([lesson.counts for lesson in lessons])
    right = torch.tensor([float(bool(lesson.right)) for lesson in lessons])
    of_pairs = binary_cross_entropy_with_logits(answers, right, reduction="none")
    return ((of_pairs + _OF_WORDS * _of_words(pieces, lessons, batch)) * counts).mean()


def _of_words(pieces: Tensor, lessons: Sequence[Lesson], batch: Batch) -> Tensor:
    """For each pair the mean surprise at the paragraph's pieces; right ones count more."""
    right, read = torch.zeros(batch.pieces.shape), torch.zeros(batch.pieces.shape)
    for row, lesson in enumerate(lessons):
        for number, (begin, end) in enumerate(lesson.pair.sentences):
            read[row, begin:end] = 1.0
            right[row, begin:end] = float(number in lesson.right)
    surprise = binary_cross_entropy_with_logits(pieces, right, reduction="none")
    weighed = surprise * read * (1 + _RIGHT_WORD * right)
    return weighed.sum(1) / read.sum(1).clamp(min=1)


def _batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """Batches of about equal length each, in mixed order."""
    order = list(lessons)
    chance.shuffle(order)
    for begin in range(0, len(order), BATCH * _SORTED):
        near = sorted(order[begin : begin + BATCH * _SORTED], key=lambda x: len(x.pair.pieces))
        batches = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        chance.shuffle(batches)
        yield from batches
