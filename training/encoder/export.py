"""Writes what the product reads: `encoder.onnx` in int8, `tokenizer.json` and `encoder.json`.

python -m training.encoder.export RUN_FOLDER --out casebook/extract/learned/data [--layers 6]
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import load_file

from training.encoder.labels import INCIDENT_TYPES, OCCURRENCES, ROLES
from training.encoder.model import Encoder

MARK_OPEN, MARK_CLOSE = 2, 3


def main() -> None:
    """Exports one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--name", default="encoder@1")
    parser.add_argument("--size", type=int, default=192)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = load_file(options.run / "weights.safetensors")
    model = Encoder(weights["words.weight"].shape[0], options.layers).eval()
    model.load_state_dict(weights)
    whole, ready = options.run / "whole.onnx", options.run / "ready.onnx"
    torch.onnx.export(
        model,
        (torch.randint(4, 1000, (2, 24)),),
        str(whole),
        input_names=["ids"],
        output_names=["logits"],
        dynamic_axes={"ids": {0: "windows", 1: "pieces"}, "logits": {0: "windows", 1: "pieces"}},
        dynamo=False,
    )
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(options.out / "encoder.onnx"),
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )
    shutil.copy(options.run / "tokenizer.json", options.out / "tokenizer.json")
    calibration: Mapping[str, tuple[float, float]] = {}
    (options.out / "encoder.json").write_text(
        json.dumps(
            {
                "name": options.name,
                "roles": ROLES,
                "types": INCIDENT_TYPES,
                "occurrences": OCCURRENCES,
                "size": options.size,
                "opening": MARK_OPEN,
                "closing": MARK_CLOSE,
                "calibration": calibration,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
