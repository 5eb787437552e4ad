"""The shipped int8 weights as floats, so that a run can go on from them where the folder of the run is gone.

python -m training.encoder.shipped --out FOLDER      then: python -m training.encoder.train --resume FOLDER ...
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file

from training.encoder.calibrate import DATA
from training.encoder.model import Encoder

_LAYERS = 6


def main() -> None:
    """Writes `weights.safetensors` and `tokenizer.json`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    weights = floats(onnx.load(str(DATA / "encoder.onnx")))
    model = Encoder(weights["words.weight"].shape[0], _LAYERS)
    model.load_state_dict(weights)
    save_file(model.state_dict(), options.out / "weights.safetensors")
    shutil.copy(DATA / "tokenizer.json", options.out / "tokenizer.json")


def floats(graph: onnx.ModelProto) -> dict[str, torch.Tensor]:
    """Weights by their names in `model.Encoder`; int8 is scaled back, a matrix turned as torch holds it."""
    held = {each.name: numpy_helper.to_array(each) for each in graph.graph.initializer}
    found = {}
    for name, values in held.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            scaled = (values.astype(np.float32) - held[f"{stem}_zero_point"]) * held[f"{stem}_scale"]
            found[_module(graph, name, stem)] = scaled.T if _is_matrix(graph, name) else scaled
        elif name.endswith((".weight", ".bias")):
            found[name] = values
    return {name: torch.from_numpy(np.array(values, dtype=np.float32, order="C")) for name, values in found.items()}


def _is_matrix(graph: onnx.ModelProto, name: str) -> bool:
    return any(node.op_type == "MatMulInteger" and name in node.input for node in graph.graph.node)


def _module(graph: onnx.ModelProto, name: str, stem: str) -> str:
    """The exporter names a matrix by a number, but its node by the module: /layers/layers.0/query/MatMul_quant."""
    for node in graph.graph.node:
        if node.op_type == "MatMulInteger" and name in node.input:
            parts = [part for part in node.name.split("/") if part and not part.startswith("MatMul")]
            return f"{'.'.join(part for part in parts if part != 'layers')}.weight"
    return stem


if __name__ == "__main__":
    main()
