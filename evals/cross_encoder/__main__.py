"""Train the cross-encoder: `python -m evals.cross_encoder --general FOLDER`.

It learns general reading first (see general.py for what the folder holds and where it comes
from), then the questions about policies; then it is written to its place in the package. About 150
minutes on two cores that multiply in bfloat16 (AMX), much more on others. Needs the extra
`training`. What the general part gave is kept in `--kept`; without `--general` it is used again.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from assistant.adapters.cross_encoder import MODEL
from assistant.bootstrap import build_assistant
from assistant.settings import read_settings
from evals.cross_encoder.general import Readings
from evals.cross_encoder.learning import learn
from evals.cross_encoder.lessons import Teacher, policy_questions
from evals.cross_encoder.network import Network, export, mean

GENERAL_ROUNDS, GENERAL_RATE = 3, 1.5e-4
SITTINGS = ((2, 1e-4), (1, 7e-5), (2, 1e-4))
"""Rounds about policies and the highest rate of each sitting.

The model is the mean of the networks as they are at the ends of all sittings: as a rule it does
better on new questions than the last one (Izmailov et al. 2018, Averaging weights leads to wider
optima and better generalization).
"""
_SEED = 7


def main() -> None:
    """Train and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--general", type=Path, help="the folder of the general sets")
    options.add_argument("--kept", type=Path, default=Path("build/cross_encoder.general.pt"))
    options.add_argument("--to", type=Path, default=MODEL)
    chosen = options.parse_args()
    if not chosen.general and not chosen.kept.exists():
        options.error(f"give --general; there is no {chosen.kept} to go on from")
    chosen.kept.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(_SEED)
    teacher = Teacher()
    weights = teacher.reader.weights
    words = torch.from_numpy(weights.vectors(range(weights.count)))
    network = Network(weights)
    if not chosen.general:
        network.load_state_dict(torch.load(chosen.kept))
        print(f"General reading as in {chosen.kept}")
    else:
        readings, chance = Readings(chosen.general), random.Random(_SEED)
        general = [teacher.general(readings.drawn(chance)) for _ in range(GENERAL_ROUNDS)]
        print(f"{sum(map(len, general))} general lessons", flush=True)
        learn(network, words, general, GENERAL_RATE)
        torch.save(network.state_dict(), chosen.kept)
    asked = policy_questions(build_assistant(read_settings()))
    chance = random.Random(_SEED)
    ends = []
    for number, (rounds, rate) in enumerate(SITTINGS, 1):
        lessons = [teacher.about_policies(asked, chance) for _ in range(rounds)]
        print(
            f"{len(asked)} questions about policies, {sum(map(len, lessons))} lessons", flush=True
        )
        learn(network, words, lessons, rate)
        ends.append({name: value.clone() for name, value in network.state_dict().items()})
        torch.save(ends[-1], chosen.kept.with_suffix(f".sitting{number}.pt"))
    network.load_state_dict(mean(ends))
    export(network, chosen.to)


if __name__ == "__main__":
    main()
