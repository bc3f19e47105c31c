"""llama.cpp through its low-level API: the only module that imports ``llama_cpp``, and the worker alone imports it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from emodesk.core.engine_settings import EngineSettings, KvType, Weights
from emodesk.core.errors import EngineError, ModelDamagedError, ModelUnsupportedError
from emodesk.core.reading import LoadOptions, ModelInfo
from emodesk.engine.chunk_scorer import ChunkDroppedError
from emodesk.engine.hardware import default_threads, default_weights
from emodesk.engine.messages import Gpu, Planned
from emodesk.engine.scorer import Item, Scorer

# OpenMP's threads wait for each other thousands of times a second. If they spin while they wait, one other busy program
# makes a small model fifteen times slower (measured on two cores: 2.6 texts/s against 38). Read when the library loads.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
import llama_cpp

from emodesk.engine import cards, devices, gguf_weights, offload

_SEQUENCES: Final = 256
"""The most that llama.cpp knows: a small model's prompts are short, and many have to share a batch to fill it."""
_LONGEST_WINDOW: Final = 2048
"""The EmoLLMs were trained on at most 2,048 tokens; a longer window costs memory and gains nothing."""
_ANCHOR_CELLS: Final = 512
_MOST_CELLS: Final = 4096
_CHEAP_BYTES: Final = 64 << 20
"""What the model's memory may take beyond one prompt of the longest kind, for the sake of full batches."""
_USUAL_PROMPT: Final = 48
"""Tokens of a tweet and what follows it in a prompt."""
_LONGEST_METADATA: Final = 8192
_ERROR: Final = 4
_ABORTED: Final = 2
"""What ``llama_decode`` returns when it was told to stop."""
_LOOK_S: Final = 0.1
_KV_TYPES: Final = {KvType.F16: 1, KvType.Q8_0: 8}
"""As ``ggml.h`` numbers them."""
_log_lines: list[str] = []


class LlamaBackend:
    """A GGUF model in memory. Raises the errors under ModelError when it can't be loaded."""

    def __init__(self, options: LoadOptions) -> None:
        llama_cpp.llama_backend_init()
        self._gpus = devices.gpus() if options.gpu_layers != 0 else ()
        self._model = _load_model(options, self._gpus)
        self._vocab = llama_cpp.llama_model_get_vocab(self._model)
        self._token_buffer = (llama_cpp.llama_token * 0)()
        """What the tokenizer writes into; it grows with the texts."""
        self.vocabulary = llama_cpp.llama_vocab_n_tokens(self._vocab)
        self.end_token = llama_cpp.llama_vocab_eos(self._vocab)
        self.window_tokens = min(_LONGEST_WINDOW, llama_cpp.llama_model_n_ctx_train(self._model) or _LONGEST_WINDOW)
        self.batch_tokens = options.batch_tokens
        self.sequences = _SEQUENCES
        self.cells = self._choose_cells()
        self._options = options
        self.alike = _alike(self._metadata("emodesk.alike"), self.vocabulary)
        """Tokens that are read as another one, which has the same embedding."""
        self.threads = options.threads or default_threads()
        self._micro_batch_tokens = min(self.batch_tokens, options.micro_batch_tokens or self.batch_tokens)
        self._flash_attention = self._chosen_flash_attention()
        self._next_look = 0.0
        self.should_stop: Callable[[], bool] = lambda: False
        self._abort = llama_cpp.ggml_abort_callback(self._is_stop_wanted)
        self._context = self._new_context()
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = _BatchArrays(self.batch_tokens, _SEQUENCES)

    def _choose_cells(self) -> int:
        """Return how many tokens to keep room for: the longest prompt's and the anchors', more where that's cheap."""
        width = llama_cpp.llama_model_n_embd(self._model) // llama_cpp.llama_model_n_head(self._model)
        values = 2 * width * llama_cpp.llama_model_n_head_kv(self._model) * llama_cpp.llama_model_n_layer(self._model)
        cheap = _CHEAP_BYTES // max(1, 2 * values)
        cells: int = -(-max(self.window_tokens + _ANCHOR_CELLS, min(cheap, _MOST_CELLS)) // 256) * 256
        return cells

    def _new_context(self) -> Any:
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = self.cells
        params.n_batch = self.batch_tokens
        params.n_ubatch = self._micro_batch_tokens
        params.n_seq_max = _SEQUENCES
        params.n_outputs_max = max(self.batch_tokens, _SEQUENCES)  # llama.cpp ends the process where it's less
        params.kv_unified = True
        params.type_k = params.type_v = _KV_TYPES[self._options.kv_type]
        params.flash_attn_type = int(self._flash_attention)
        params.n_threads = params.n_threads_batch = self.threads
        params.no_perf = True
        params.abort_callback = self._abort
        context = llama_cpp.llama_init_from_model(self._model, params)
        if not context:
            llama_cpp.llama_model_free(self._model)  # fewer of its layers may be tried next, in this very process
            raise ModelUnsupportedError(
                "llama.cpp could not prepare this model for use.",
                hint="Close other programs to free memory, or choose a smaller model.",
                details=_last_words(),
            )
        return context

    def scorer(self) -> Scorer:
        """Return what answers requests with this model."""
        return Scorer(self)

    def info(self) -> ModelInfo:
        """Return what is loaded, and how."""
        path = Path(self._options.path)
        return ModelInfo(
            name=self._metadata("general.name") or path.stem,
            architecture=self._metadata("general.architecture"),
            fingerprint=self._options.fingerprint,
            file_name=path.name,
            size_bytes=path.stat().st_size,
            parameters=llama_cpp.llama_model_n_params(self._model),
            window_tokens=self.window_tokens,
            vocabulary=self.vocabulary,
            device=self._device(),
            gpu_layers=self._gpu_layers(),
            threads=self.threads,
            batch_tokens=self.batch_tokens,
            engine=version(),
            settings=EngineSettings(
                threads=self.threads,
                batch_tokens=self.batch_tokens,
                micro_batch_tokens=self._micro_batch_tokens,
                weights=_weights(self._options),
                kv_type=self._options.kv_type,
                flash_attention=self._flash_attention,
            ),
        )

    def _chosen_flash_attention(self) -> bool:
        """Return whether to use it.

        On the CPU it leaves out what a token can't see, which is most of what many short prompts keep in memory. On a
        GPU it sums in half precision, and the labels would be others than the CPU's.
        """
        if self._options.flash_attention is not None:
            return self._options.flash_attention
        return not self._gpu_layers()

    def measure(self, tokens: int, times: int) -> tuple[float, ...]:
        """Evaluate made-up tokens so many times, in batches; return how many seconds each took.

        They're prompts of about the usual length and not one long text, whose last tokens would look back on hundreds.
        It empties the model's memory: to be asked before any question.
        """
        self.should_stop = lambda: False
        made_up = [
            Item(1 + 7 * place % (self.vocabulary - 1), place % _USUAL_PROMPT, (place // _USUAL_PROMPT % _SEQUENCES,))
            for place in range(tokens)
        ]
        seconds = []
        for _ in range(times):
            llama_cpp.llama_memory_clear(self._memory, False)
            begun = time.perf_counter()
            for begin in range(0, tokens, self.batch_tokens):
                self.decode(made_up[begin : begin + self.batch_tokens])
            llama_cpp.llama_synchronize(self._context)
            seconds.append(time.perf_counter() - begun)
        llama_cpp.llama_memory_clear(self._memory, False)
        return tuple(seconds)

    def _device(self) -> str:
        layers = self._gpu_layers()
        if not layers:
            return "CPU"
        names = ", ".join(gpu.description for gpu in self._gpus)
        return f"GPU ({names})" if layers == self._all_layers() else f"GPU ({names}) for {layers} layers, CPU"

    def _gpu_layers(self) -> int:
        if not self._gpus:
            return 0
        layers = self._all_layers()
        return layers if self._options.gpu_layers is None else min(layers, self._options.gpu_layers)

    def _all_layers(self) -> int:
        return int(llama_cpp.llama_model_n_layer(self._model)) + 1  # what makes logits of the last one counts, too

    def _metadata(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(_LONGEST_METADATA)
        length = llama_cpp.llama_model_meta_val_str(self._model, key.encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if length > 0 else ""

    def tokenize_prompt(self, text: str) -> list[int]:
        """Return the tokens of a prompt, with the model's own beginning-of-text token.

        Some vocabularies also ask for an end-of-text token behind every text; a prompt that ended would get no answer.
        Of tokens whose embeddings are the same, the first stands for all: prompts that differ in nothing else are then
        the same prompt, and share what the model makes of it.
        """
        tokens = [self.alike.get(token, token) for token in self._tokenize(text, add_special=True)]
        return tokens[:-1] if tokens and tokens[-1] == self.end_token else tokens

    def tokenize_answer(self, text: str) -> list[int]:
        """Return the tokens of an answer, which stands by itself, as in the training of the EmoLLMs."""
        return self._tokenize(text, add_special=False)

    def _tokenize(self, text: str, *, add_special: bool) -> list[int]:
        # Control tokens that a text spells out ("</s>") stay text: parse_special is off.
        raw = text.encode("utf-8", "replace")
        if len(self._token_buffer) < len(raw) + 2:
            self._token_buffer = (llama_cpp.llama_token * (2 * len(raw) + 2))()
        room = len(self._token_buffer)
        count = llama_cpp.llama_tokenize(self._vocab, raw, len(raw), self._token_buffer, room, add_special, False)
        if count < 0:
            raise EngineError("llama.cpp could not tokenize a text.", details=f"needs {-count} of {room} tokens")
        return self._token_buffer[:count]

    def piece(self, token: int) -> bytes:
        """Return the bytes that a token spells."""
        buffer = ctypes.create_string_buffer(256)
        length = llama_cpp.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(0, length)]

    def decode(self, batch: Sequence[Item]) -> npt.NDArray[np.float32]:
        """Evaluate a batch; return the logits of the items that have readers, shape (readers, vocabulary).

        The array is llama.cpp's own memory and holds until the next call. Raises ChunkDroppedError when it's told to
        stop meanwhile.
        """
        wanting = self._batch.fill(batch)
        status = llama_cpp.llama_decode(self._context, self._batch.native)
        if status == _ABORTED:
            raise ChunkDroppedError
        if status != 0:
            raise EngineError(f"llama.cpp could not evaluate a batch (status {status}).", details=_last_words())
        if not wanting:
            return np.empty((0, self.vocabulary), dtype=np.float32)
        logits = llama_cpp.llama_get_logits(self._context)
        return np.ctypeslib.as_array(logits, shape=(wanting, self.vocabulary))

    def _is_stop_wanted(self, _: object) -> bool:
        """Answer llama.cpp, which asks at each step of its sums on the CPU: thousands of times a second."""
        now = time.monotonic()
        if now < self._next_look:
            return False
        self._next_look = now + _LOOK_S
        return self.should_stop()

    def copy_sequence(self, source: int, target: int, length: int) -> None:
        """Let ``target`` begin with the first ``length`` tokens of ``source``; nothing is evaluated or moved."""
        llama_cpp.llama_memory_seq_cp(self._memory, source, target, 0, length)

    def drop_sequence(self, sequence: int) -> None:
        """Forget a sequence; tokens that no other sequence shares become free."""
        llama_cpp.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def close(self) -> None:
        """Give the memory back."""
        llama_cpp.llama_free(self._context)
        llama_cpp.llama_model_free(self._model)


class _BatchArrays:
    """The arrays of a ``llama_batch``, filled through NumPy rather than token by token through ctypes."""

    def __init__(self, tokens: int, sequences: int) -> None:
        self._token = np.zeros(tokens, dtype=np.int32)
        self._position = np.zeros(tokens, dtype=np.int32)
        self._counts = np.zeros(tokens, dtype=np.int32)
        self._wants = np.zeros(tokens, dtype=np.int8)
        self._members = np.zeros(tokens * sequences, dtype=np.int32)
        self._pointers = np.zeros(tokens + 1, dtype=np.uintp)
        self.native = llama_cpp.llama_batch()
        fields = (("token", self._token), ("pos", self._position), ("n_seq_id", self._counts),
                  ("seq_id", self._pointers), ("logits", self._wants))  # fmt: skip
        types: dict[str, Any] = {field[0]: field[1] for field in llama_cpp.llama_batch._fields_}
        for name, array in fields:
            setattr(self.native, name, ctypes.cast(array.ctypes.data, types[name]))

    def fill(self, batch: Sequence[Item]) -> int:
        """Write the items into the arrays; return how many of them want logits."""
        count = len(batch)
        self._token[:count] = [item.token for item in batch]
        self._position[:count] = [item.position for item in batch]
        self._counts[:count] = [len(item.sequences) for item in batch]
        self._wants[:count] = [bool(item.readers) for item in batch]
        members = [sequence for item in batch for sequence in item.sequences]
        self._members[: len(members)] = members
        starts = np.cumsum(self._counts[:count]) - self._counts[:count]
        self._pointers[:count] = self._members.ctypes.data + starts.astype(np.uintp) * self._members.itemsize
        self.native.n_tokens = count
        return int(self._wants[:count].sum())


def _alike(listed: str, vocabulary: int) -> dict[int, int]:
    """Read which tokens have the very same embedding: ``7=3 9=3`` says that 7 and 9 are read as 3.

    Our starter says so of its instructions' wordings. What isn't two token numbers is passed over.
    """
    pairs = [pair.partition("=") for pair in listed.split()]
    numbers = [(int(a), int(b)) for a, _, b in pairs if a.isdecimal() and b.isdecimal()]
    return {token: first for token, first in numbers if max(token, first) < vocabulary}


def _weights(options: LoadOptions) -> Weights:
    return options.weights or default_weights()


def version() -> str:
    """Return the name and version of the engine."""
    return f"llama-cpp-python {llama_cpp.__version__}"


def gpus() -> tuple[Gpu, ...]:
    """Return the GPUs that a model could go onto."""
    return tuple(Gpu(gpu.description, gpu.back_end, gpu.free_bytes, gpu.total_bytes) for gpu in devices.gpus())


def gpu_back_ends() -> tuple[str, ...]:
    """Return what of llama.cpp is here to reach GPUs."""
    return devices.gpu_back_ends()


def plan(options: LoadOptions) -> Planned:
    """Decide how many layers go onto the GPUs: as many as were asked for, or as fit into what is free there now."""
    found = devices.gpus()
    if not found:
        return Planned(0, cards.offer(cards.nvidia_cards()))
    weights = gguf_weights.weights_of(
        options.path, cells=_LONGEST_WINDOW + _ANCHOR_CELLS, batch_tokens=options.batch_tokens
    )
    if weights is None:  # loading it will say what is wrong with it
        return Planned(0)
    return offload.plan(weights, [(gpu.description, gpu.free_bytes) for gpu in found], options.gpu_layers)


def system_info() -> str:
    """Return what llama.cpp says of the CPU features that it was built for and found."""
    return str(llama_cpp.llama_print_system_info().decode("utf-8", "replace"))


def _load_model(options: LoadOptions, gpus: Sequence[devices.Device]) -> Any:
    params = llama_cpp.llama_model_default_params()
    params.n_gpu_layers = 999 if options.gpu_layers is None else options.gpu_layers
    params.use_extra_bufts = _weights(options) is Weights.REPACKED
    if params.use_extra_bufts and not gpus:  # a mapped file would lie in memory beside the copy of it
        params.load_mode = llama_cpp.LLAMA_LOAD_MODE_NONE
    used = devices.listed(gpus)  # named, because llama.cpp would do sums on a GPU that it holds no layer on
    params.devices = ctypes.cast(used, ctypes.c_void_p)
    del _log_lines[:]
    model = llama_cpp.llama_model_load_from_file(options.path.encode("utf-8"), params)
    if model:
        if llama_cpp.llama_model_has_encoder(model):
            llama_cpp.llama_model_free(model)
            raise ModelUnsupportedError(
                "This is an encoder-decoder model, which llama.cpp can't run here.",
                hint="Choose a GGUF of an Emollama model.",
            )
        return model
    words = _last_words()
    name = Path(options.path).name
    if "unknown model architecture" in words:
        raise ModelUnsupportedError(
            f"llama.cpp {llama_cpp.__version__} doesn't know the architecture of “{name}”.",
            hint="Choose a GGUF of an Emollama model, or a newer EmoDesk.",
            details=words,
        )
    raise ModelDamagedError(
        f"llama.cpp could not load “{name}”.",
        hint="The file may be damaged or made by a newer tool: copy or download it again.",
        details=words,
    )


@llama_cpp.llama_log_callback  # type: ignore[untyped-decorator]  # ctypes function types carry no signature
def _keep_log(level: int, text: bytes, _: Any) -> None:
    if level in (3, 4, 5):  # warnings, errors and their continuations; never a user's text
        _log_lines.append(text.decode("utf-8", "replace"))
        del _log_lines[:-50]
    if level == _ERROR:
        sys.stderr.write(text.decode("utf-8", "replace"))  # in the worker that's the engine's log


def _last_words() -> str:
    return "".join(_log_lines).strip()


llama_cpp.llama_log_set(_keep_log, ctypes.c_void_p(0))


devices.load_for_processor()
