"""Whisper as ONNX files (an encoder and a merged decoder, as transformers.js has them), greedy, in a short window."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from tokenizers import Tokenizer

from audiosocket.speech.local.interfaces import Samples
from audiosocket.speech.local.mel import LogMel
from audiosocket.speech.local.window import in_window

_ENCODER = "onnx/encoder_model_quantized.onnx"
_DECODER = "onnx/decoder_model_merged_quantized.onnx"
_POSITIONS = "embed_positions.weight"
_MOST_TOKENS = 96
_MOST_HINT_TOKENS = 200
_LOOP_TOKENS = 12


class OnnxWhisper:
    """
    A Whisper model in ONNX.

    :param folder: with ``config.json``, ``generation_config.json``, ``tokenizer.json`` and the folder ``onnx``.
    :param threads: processor threads of one recognition.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        self.name = f"{folder.name} (ONNX)"
        config = json.loads((folder / "config.json").read_text())
        generation = json.loads((folder / "generation_config.json").read_text())
        self._tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._end = self._token("<|endoftext|>")
        self._mel = LogMel(config["num_mel_bins"])
        self._encoder = onnxruntime.InferenceSession(_with_short_windows(folder / _ENCODER), session_options(threads))
        self._decoder = onnxruntime.InferenceSession(str(folder / _DECODER), session_options(threads))
        self._cache = _Cache(config, [output.name for output in self._decoder.get_outputs()])
        self._never = list(generation["suppress_tokens"])
        self._not_first = list(generation["begin_suppress_tokens"])

    def hear(self, samples: Samples, hint: str, language: str, abandoned: Callable[[], bool]) -> str:
        """The text of at most 30 seconds; see `Ear`."""
        features = self._mel(in_window(samples))[None]
        encoded = self._encoder.run(["last_hidden_state"], {"input_features": features})[0]
        ids = self._decode(encoded, self._start(hint, language), abandoned)
        return str(self._tokens.decode(ids)).strip()

    def _token(self, name: str) -> int:
        number = self._tokens.token_to_id(name)
        if number is None:
            raise ValueError(f"the tokenizer has no {name}")
        return int(number)

    def _start(self, hint: str, language: str) -> list[int]:
        names = ("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>")
        start = [self._token(name) for name in names]
        if not hint:
            return start
        said = self._tokens.encode(f" {hint}", add_special_tokens=False).ids[-_MOST_HINT_TOKENS:]
        return [self._token("<|startofprev|>"), *said, *start]

    def _decode(self, encoded: NDArray[np.float32], start: list[int], abandoned: Callable[[], bool]) -> list[int]:
        past = self._cache.empty(encoded.shape[1])
        given, said = start, list[int]()
        while len(said) < _MOST_TOKENS and not abandoned():
            results = self._decoder.run(
                self._cache.outputs,
                {
                    "input_ids": np.array([given], np.int64),
                    "encoder_hidden_states": encoded,
                    "use_cache_branch": np.array([bool(said)]),
                    **past,
                },
            )
            best = self._best(results[0][0, -1], first=not said)
            if best == self._end or _loops([*said, best]):
                break
            self._cache.keep(past, results[1:], first=not said)
            said.append(best)
            given = [best]
        return said

    def _best(self, scores: NDArray[np.float32], first: bool) -> int:
        scores[self._never] = -np.inf
        scores[self._end + 1 :] = -np.inf
        if first:
            scores[self._not_first] = -np.inf
        return int(scores.argmax())


class _Cache:
    """The decoder's keys and values from one step to the next; the encoder's are made in the first step only."""

    def __init__(self, config: dict[str, int], outputs: list[str]) -> None:
        self.outputs = ["logits", *(name for name in outputs if name.startswith("present."))]
        self._names = [name.replace("present", "past_key_values") for name in self.outputs[1:]]
        self._heads = config["decoder_attention_heads"]
        self._width = config["d_model"] // self._heads

    def empty(self, length: int) -> dict[str, NDArray[np.float32]]:
        own = np.zeros((1, self._heads, 0, self._width), np.float32)
        of_encoder = np.zeros((1, self._heads, length, self._width), np.float32)
        return {name: of_encoder if ".encoder." in name else own for name in self._names}

    def keep(self, past: dict[str, NDArray[np.float32]], new: list[NDArray[np.float32]], first: bool) -> None:
        for name, values in zip(self._names, new, strict=True):
            if first or ".encoder." not in name:
                past[name] = values


def _loops(said: list[int]) -> bool:
    """The last words are said for the third time in a row, or a single token for the eighth."""
    for size in range(2, _LOOP_TOKENS + 1):
        last = said[-size:]
        if len(said) >= 3 * size and said[-2 * size : -size] == last == said[-3 * size : -2 * size]:
            return len(set(last)) > 1 or len(said) >= 8
    return False


def session_options(threads: int) -> onnxruntime.SessionOptions:
    """Options of all our ONNX sessions: few threads, that do not spin while they wait."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _with_short_windows(path: Path) -> bytes:
    """
    The encoder changed to take sound of any length up to 30 seconds.

    It adds the positions of 30 seconds (1500) to what it is given; here as many of them as it is given. The attention
    matrices, which transformers.js asks for and we do not, are no longer made.
    """
    model = onnx.load(str(path))
    graph = model.graph
    place, node = next((at, node) for at, node in enumerate(graph.node) if _POSITIONS in node.input)
    sound = next(name for name in node.input if name != _POSITIONS)
    node.input[:] = [sound, "positions_needed"]
    graph.initializer.extend(
        numpy_helper.from_array(np.array([number], np.int64), f"constant_{number}") for number in (0, 1)
    )
    cut = (
        helper.make_node("Shape", [sound], ["sound_shape"]),
        helper.make_node("Gather", ["sound_shape", "constant_1"], ["sound_length"], axis=0),
        helper.make_node("Slice", [_POSITIONS, "constant_0", "sound_length", "constant_0"], ["positions_needed"]),
    )
    for offset, extra in enumerate(cut):
        graph.node.insert(place + offset, extra)
    hidden = [output for output in graph.output if output.name == "last_hidden_state"]
    del graph.output[:], graph.value_info[:]
    graph.output.extend(hidden)
    return bytes(model.SerializeToString())
