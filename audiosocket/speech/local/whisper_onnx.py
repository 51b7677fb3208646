"""Whisper as ONNX files (an encoder and a merged decoder, as transformers.js has them), in a short window."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from audiosocket.speech.local.beam import BeamSearch, Scores
from audiosocket.speech.local.bias import Liking, phrases_of
from audiosocket.speech.local.graphs import prepare
from audiosocket.speech.local.interfaces import Samples
from audiosocket.speech.local.mel import LogMel
from audiosocket.speech.local.window import in_window

_MOST_TOKENS = 96
_BEAMS = 3
_BONUS = 2.0
_MOST_LIKINGS = 64


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
        encoder, decoder = prepare(folder)
        self._encoder = onnxruntime.InferenceSession(str(encoder), session_options(threads))
        self._decoder = onnxruntime.InferenceSession(str(decoder), session_options(threads))
        self._cache = _Cache(config, [output.name for output in self._decoder.get_outputs()])
        self._never = list(generation["suppress_tokens"])
        self._not_first = list(generation["begin_suppress_tokens"])
        self._likings: dict[str, Liking] = {}

    def hear(self, samples: Samples, hint: str, language: str, abandoned: Callable[[], bool]) -> str:
        """The text of at most 30 seconds; see `Ear`. The hint's phrases are preferred to what sounds like them."""
        features = self._mel(in_window(samples))[None]
        encoded = self._encoder.run(["last_hidden_state"], {"input_features": features})[0]
        search = BeamSearch(_BEAMS, self._end, _MOST_TOKENS, self._liking(hint), abandoned)
        steps = _Steps(self._decoder, self._cache, encoded)
        first = self._allowed(steps.first(self._start(language)), first=True)
        ids = search.run(first, lambda tokens, origins: self._allowed(steps.next(tokens, origins)))
        return str(self._tokens.decode(ids)).strip()

    def _token(self, name: str) -> int:
        number = self._tokens.token_to_id(name)
        if number is None:
            raise ValueError(f"the tokenizer has no {name}")
        return int(number)

    def _start(self, language: str) -> list[int]:
        names = ("<|startoftranscript|>", f"<|{language}|>", "<|transcribe|>", "<|notimestamps|>")
        return [self._token(name) for name in names]

    def _liking(self, hint: str) -> Liking:
        if hint not in self._likings:
            if len(self._likings) >= _MOST_LIKINGS:
                self._likings.clear()
            self._likings[hint] = Liking(phrases_of(hint), self._encode, _BONUS)
        return self._likings[hint]

    def _encode(self, text: str) -> list[int]:
        return list(self._tokens.encode(text, add_special_tokens=False).ids)

    def _allowed(self, scores: Scores, first: bool = False) -> Scores:
        scores[:, self._never] = -np.inf
        scores[:, self._end + 1 :] = -np.inf
        if first:
            scores[:, self._not_first] = -np.inf
        return scores


class _Steps:
    """The decoder run token by token for all beams."""

    def __init__(self, decoder: onnxruntime.InferenceSession, cache: "_Cache", encoded: NDArray[np.float32]) -> None:
        self._decoder = decoder
        self._cache = cache
        self._encoded = encoded
        self._past = cache.empty(encoded.shape[1])
        self._beams = 1

    def first(self, start: list[int]) -> Scores:
        """Scores of the first token, one row."""
        results = self._run([start], self._encoded, cached=False)
        self._cache.keep(self._past, results[1:], first=True)
        return np.array(results[0][:, -1])

    def next(self, tokens: list[int], origins: list[int]) -> Scores:
        """Scores of the next token, a row for each beam."""
        self._cache.reorder(self._past, origins, grown=len(origins) != self._beams)
        self._beams = len(origins)
        unused = np.zeros((self._beams, 1, self._encoded.shape[2]), np.float32)
        results = self._run([[token] for token in tokens], unused, cached=True)
        self._cache.keep(self._past, results[1:], first=False)
        return np.array(results[0][:, -1])

    def _run(self, tokens: list[list[int]], encoded: NDArray[np.float32], cached: bool) -> list[NDArray[np.float32]]:
        inputs = {"input_ids": np.array(tokens, np.int64), "encoder_hidden_states": encoded}
        inputs["use_cache_branch"] = np.array([cached])
        return list(self._decoder.run(self._cache.outputs, {**inputs, **self._past}))


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

    def reorder(self, past: dict[str, NDArray[np.float32]], origins: list[int], grown: bool) -> None:
        """Each beam goes on from its origin; the encoder's part is the same for all."""
        for name in self._names:
            if ".encoder." not in name or grown:
                past[name] = past[name][origins]


def session_options(threads: int) -> onnxruntime.SessionOptions:
    """Options of all our ONNX sessions: few threads, that do not spin while they wait."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
