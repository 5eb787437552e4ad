"""The encoder that Casebook ships: sentences in, a Prediction for each out, by onnxruntime on one core.

A small BERT whose weights we trained (`docs/model-card.md`); text is lower-cased, so capitals decide nothing. Sentences
are read in windows of neighbours, so that "the group said" is read beside the group. Loaded when first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from casebook.extract.found import Line
from casebook.extract.learned.vectors import Prediction, Proposal
from casebook.extract.relevance import THRESHOLD, sentence_scores
from casebook.norms.tokens import Token

Logits = npt.NDArray[np.float32]
_PER_ROLE = 3  # outside, begins, goes on
_NEAR = 2  # lines of context on either side
_FLOOR = 0.2  # below it nothing is proposed; what is used is decided in `combine`


@dataclass(frozen=True, slots=True)
class Layout:
    """The model's outputs by name and its sizes, as written beside the weights (`encoder.json`).

    `calibration` has slope and intercept of the logistic that turns a raw confidence into how often it is right.
    """

    name: str
    roles: tuple[str, ...]
    types: tuple[str, ...]
    occurrences: tuple[str, ...]
    size: int
    opening: int
    closing: int
    calibration: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A sentence in word pieces and the token that each belongs to."""

    ids: tuple[int, ...]
    tokens: npt.NDArray[np.intp]


class Encoder:
    """Holds the loaded model; `predict` has no other state."""

    def __init__(self, model: bytes, tokenizer: str, layout: Layout) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # processes scale, threads inside one window do not
        options.inter_op_num_threads = 1
        # The int8 graph runs as fast as it stands, and rewriting it costs a tenth of a second at every start.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self.layout = layout

    def predict(self, text: str, sentences: Sequence[Sequence[Token]]) -> list[Prediction]:
        """One Prediction a sentence; `sentences` are the tokens of neighbouring sentences of `text`, in order."""
        pieces = self._pieces(text, sentences)
        found: list[Prediction] = []
        for run in self._windows(pieces):
            found.extend(self._window([pieces[at] for at in run], [sentences[at] for at in run]))
        return found

    def _pieces(self, text: str, sentences: Sequence[Sequence[Token]]) -> list[_Pieces]:
        bounds = [(s[0].start, s[-1].end) if len(s) > 0 else (0, 0) for s in sentences]
        coded = self._tokenizer.encode_batch([text[start:end] for start, end in bounds])
        made = []
        for (start, _), tokens, one in zip(bounds, sentences, coded, strict=True):
            ids, offsets = one.ids[: self.layout.size - 2], one.offsets[: self.layout.size - 2]
            starts = np.array([token.start - start for token in tokens], dtype=np.intp)
            first = np.array([a for a, _ in offsets], dtype=np.intp)
            made.append(_Pieces(tuple(ids), np.searchsorted(starts, first, side="right") - 1))
        return made

    def _windows(self, pieces: Sequence[_Pieces]) -> Iterator[list[int]]:
        run: list[int] = []
        filled = 1
        for at, one in enumerate(pieces):
            if len(run) > 0 and filled + len(one.ids) + 1 > self.layout.size:
                yield run
                run, filled = [], 1
            run.append(at)
            filled += len(one.ids) + 1
        if len(run) > 0:
            yield run

    def _window(self, pieces: Sequence[_Pieces], sentences: Sequence[Sequence[Token]]) -> Iterator[Prediction]:
        ids = [self.layout.opening]
        for one in pieces:
            ids.extend((*one.ids, self.layout.closing))
        (out,) = self._session.run(None, {"ids": np.array([ids], dtype=np.int64)})
        at = 1
        for one, words in zip(pieces, sentences, strict=True):
            yield self._prediction(out[0, at : at + len(one.ids)], one, words)
            at += len(one.ids) + 1

    def _prediction(self, out: Logits, pieces: _Pieces, words: Sequence[Token]) -> Prediction:
        layout = self.layout
        if len(out) == 0 or len(words) == 0:
            return Prediction(0.0, 0.0, {}, {}, ())
        split = _PER_ROLE * len(layout.roles)
        share = np.exp(out[:, split] - out[:, split].max())
        pooled = (share[:, None] * out[:, split + 1 :]).sum(0) / share.sum()
        tells, about = _sigmoid(pooled[:2])
        kinds = _softmax(pooled[2 : 2 + len(layout.types)])
        how_far = _softmax(pooled[2 + len(layout.types) :])
        shares = _softmax(out[:, :split].reshape(len(out), len(layout.roles), _PER_ROLE))
        return Prediction(
            float(tells),
            float(about),
            dict(zip(layout.types, kinds.tolist(), strict=True)),
            dict(zip(layout.occurrences, how_far.tolist(), strict=True)),
            tuple(self._proposals(shares, pieces, words)),
        )

    def _proposals(self, shares: Logits, pieces: _Pieces, words: Sequence[Token]) -> Iterator[Proposal]:
        """Runs of tokens that are rather inside a role than outside it; a token that begins one opens another run."""
        inside = np.zeros((len(words), len(self.layout.roles)), dtype=np.float32)
        begins = np.zeros_like(inside)
        np.maximum.at(inside, pieces.tokens, 1.0 - shares[:, :, 0])
        np.maximum.at(begins, pieces.tokens, shares[:, :, 1])
        for column in np.nonzero(inside.max(0) > _FLOOR)[0]:
            role = self.layout.roles[column]
            for run in _runs(inside[:, column], begins[:, column]):
                first, last = _trimmed(words, *run)
                if first < last:
                    sure = float(inside[first:last, column].mean())
                    yield Proposal(role, first, last, self._calibrated(role, sure))

    def _calibrated(self, role: str, sure: float) -> float:
        slope, intercept = self.layout.calibration.get(role, (1.0, 0.0))
        bounded = min(max(sure, 1e-4), 1 - 1e-4)
        return float(_sigmoid(np.float32(slope * np.log(bounded / (1 - bounded)) + intercept)))


def _runs(inside: Logits, begins: Logits) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for at in range(len(inside) + 1):
        on = at < len(inside) and inside[at] > _FLOOR
        anew = on and begins[at] > 0.5 * inside[at]
        if first is not None and (not on or anew):
            yield first, at
            first = None
        if on and first is None:
            first = at


def _trimmed(words: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without marks at its ends: a quotation mark is nobody."""
    while first < last and not any(map(str.isalnum, words[first].text)):
        first += 1
    while first < last and not any(map(str.isalnum, words[last - 1].text)):
        last -= 1
    return first, last


def _sigmoid(x: Logits | np.float32) -> Logits:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


def _softmax(x: Logits) -> Logits:
    shifted = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)


@cache
def encoder() -> Encoder:
    """The encoder that is shipped, loaded once a process."""
    folder = files("casebook.extract.learned") / "data"
    with as_file(folder / "encoder.onnx") as model:
        weights = model.read_bytes()
    layout = layout_of((folder / "encoder.json").read_text(encoding="utf-8"))
    return Encoder(weights, (folder / "tokenizer.json").read_text(encoding="utf-8"), layout)


def layout_of(written: str) -> Layout:
    """The layout from its JSON."""
    told = json.loads(written)
    return Layout(
        told["name"],
        tuple(told["roles"]),
        tuple(told["types"]),
        tuple(told["occurrences"]),
        told["size"],
        told["opening"],
        told["closing"],
        {role: (line[0], line[1]) for role, line in told["calibration"].items()},
    )


def predictions(lines: Sequence[Line]) -> list[Prediction | None]:
    """What the encoder makes of a story's lines; None for those that are far from anything relevant and not read."""
    near = _worth_encoding(lines)
    found: list[Prediction | None] = [None] * len(lines)
    run: list[int] = []
    for at in range(len(lines) + 1):
        if at < len(lines) and near[at]:
            run.append(at)
        elif len(run) > 0:
            text = lines[run[0]].sentence.report.text
            made = encoder().predict(text, [lines[n].sentence.tokens for n in run])
            for number, prediction in zip(run, made, strict=True):
                found[number] = prediction
            run = []
    return found


def _worth_encoding(lines: Sequence[Line]) -> list[bool]:
    """Lines that can be about an incident, and the two lines before and after each: alone they are misheard."""
    own = [any(score > THRESHOLD for score in sentence_scores(line.sentence.passage.span.quote)) for line in lines]
    return [any(own[max(0, at - _NEAR) : at + _NEAR + 1]) for at in range(len(lines))]
