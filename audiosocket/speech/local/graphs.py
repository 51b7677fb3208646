"""Whisper's ONNX graphs made quicker for short turns; done once, kept beside the weights."""

import os
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

ENCODER = "onnx/encoder_model_quantized.onnx"
DECODER = "onnx/decoder_model_merged_quantized.onnx"
_PREPARED = "prepared-1"
_POSITIONS = "embed_positions.weight"
_EMBEDDING = "model.decoder.embed_tokens.weight_merged_0"


def prepare(folder: Path) -> tuple[Path, Path]:
    """
    The encoder and the decoder, ready to be loaded.

    :param folder: a Whisper as transformers.js has it. The changed graphs are written into it; where it cannot be
        written to, into a temporary folder that lives as long as the machine lets it.
    """
    place = folder / _PREPARED
    if not (place / "decoder.onnx").exists():
        place = _make(folder, place)
    return place / "encoder.onnx", place / "decoder.onnx"


def _make(folder: Path, place: Path) -> Path:
    try:
        place.mkdir(exist_ok=True)
    except OSError:
        place = Path(tempfile.mkdtemp(prefix="audiosocket-whisper-"))
    _write(_with_short_windows(onnx.load(str(folder / ENCODER))), place / "encoder.onnx")
    _write(_with_whole_numbers(onnx.load(str(folder / DECODER))), place / "decoder.onnx")
    return place


def _write(model: onnx.ModelProto, path: Path) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    onnx.save(model, str(beside))
    beside.replace(path)


def _with_short_windows(model: onnx.ModelProto) -> onnx.ModelProto:
    """
    The encoder for sound of any length up to 30 seconds.

    It adds the positions of 30 seconds (1500) to what it is given; here as many of them as it is given. The attention
    matrices, which transformers.js asks for and we do not, are no longer made.
    """
    graph = model.graph
    place, node = next((at, node) for at, node in enumerate(graph.node) if _POSITIONS in node.input)
    sound = next(name for name in node.input if name != _POSITIONS)
    node.input[:] = [sound, "positions_needed"]
    graph.initializer.extend(
        numpy_helper.from_array(np.array([number], np.int64), f"constant_{number}") for number in (0, 1)
    )
    _insert(
        graph,
        place,
        helper.make_node("Shape", [sound], ["sound_shape"]),
        helper.make_node("Gather", ["sound_shape", "constant_1"], ["sound_length"], axis=0),
        helper.make_node("Slice", [_POSITIONS, "constant_0", "sound_length", "constant_0"], ["positions_needed"]),
    )
    hidden = [output for output in graph.output if output.name == "last_hidden_state"]
    del graph.output[:], graph.value_info[:]
    graph.output.extend(hidden)
    return model


def _with_whole_numbers(model: onnx.ModelProto) -> onnx.ModelProto:
    """
    The decoder whose last step, from what it thinks to 51,865 tokens, multiplies 8-bit numbers.

    As it comes, it makes floats of the 40 MB of that matrix in every step, and multiplies those: half of its time.
    """
    graph = model.graph
    embedding = next(weights for weights in graph.initializer if weights.name == f"{_EMBEDDING}_quantized")
    turned = np.ascontiguousarray(numpy_helper.to_array(embedding).T)
    graph.initializer.append(numpy_helper.from_array(turned, "to_tokens"))
    choice = next(node for node in graph.node if node.op_type == "If")
    for branch in choice.attribute:
        _multiply_whole_numbers(branch.g)
    return model


def _multiply_whole_numbers(graph: onnx.GraphProto) -> None:
    place, node = next((at, node) for at, node in enumerate(graph.node) if "logits" in node.output)
    thought = node.input[0]
    del graph.node[place]
    _insert(
        graph,
        place,
        helper.make_node("DynamicQuantizeLinear", [thought], ["thought_8", "thought_scale", "thought_zero"]),
        helper.make_node(
            "MatMulInteger", ["thought_8", "to_tokens", "thought_zero", f"{_EMBEDDING}_zero_point"], ["tokens_32"]
        ),
        helper.make_node("Cast", ["tokens_32"], ["tokens_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["thought_scale", f"{_EMBEDDING}_scale"], ["tokens_scale"]),
        helper.make_node("Mul", ["tokens_float", "tokens_scale"], ["logits"]),
    )


def _insert(graph: onnx.GraphProto, place: int, *nodes: onnx.NodeProto) -> None:
    for offset, node in enumerate(nodes):
        graph.node.insert(place + offset, node)
