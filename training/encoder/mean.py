"""The mean of the weights of runs that went on from one another: steadier than either of them.

python -m training.encoder.mean RUN_FOLDER RUN_FOLDER ... --out FOLDER      then: training.encoder.export FOLDER

The shipped weights are the mean of run K of `log.jsonl` and of a mean of three: what shipped before (runs G and H) and
runs I and J that went on from it (Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better
Generalization"). The weights before keep what MUC-4's many strings taught, which the new windows crowd out.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def main() -> None:
    """Writes `weights.safetensors` and `tokenizer.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    vocabularies = {(run / "tokenizer.json").read_bytes() for run in options.runs}
    if len(vocabularies) != 1:
        raise SystemExit("these runs have different word pieces; their weights have no mean")
    options.out.mkdir(parents=True, exist_ok=True)
    weights = [load_file(run / "weights.safetensors") for run in options.runs]
    mean = {name: torch.stack([each[name].float() for each in weights]).mean(0) for name in weights[0]}
    save_file(mean, options.out / "weights.safetensors")
    shutil.copyfile(options.runs[0] / "tokenizer.json", options.out / "tokenizer.json")


if __name__ == "__main__":
    main()
