"""What public code does: one ``create_completion`` of llama-cpp-python after the other, by row or by task."""

from __future__ import annotations

import time
from collections.abc import Iterator

from llama_cpp import Llama

from tests.benchmarks.labelling.texts import WARM_UP_TEXT, texts
from tests.benchmarks.labelling.work import STARTER, Job, Outcome, Prompt, asked, prompt


class NaivePeer:
    """A model in llama-cpp-python's own class, with its own prompt cache: the last prompt's beginning."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._llama = Llama(
            job.model, n_ctx=0, n_batch=job.batch_tokens, n_ubatch=job.batch_tokens, n_threads=job.threads,
            n_threads_batch=job.threads, n_gpu_layers=job.gpu_layers, verbose=False,
        )  # fmt: skip
        self._answer_tokens = 0

    def by_row(self) -> Outcome:
        """Ask everything of a text, then of the next."""
        specs = asked(self._job).specs
        self._warm_up(prompt(self._job, specs[0], WARM_UP_TEXT))
        return self._measured(iter([prompt(self._job, spec, text) for text in self._texts() for spec in specs]))

    def by_task(self) -> Outcome:
        """Ask a question of every text, then the next: the instruction stays in the cache."""

        def prompts() -> Iterator[Prompt]:
            for spec in asked(self._job).specs:
                self._warm_up(prompt(self._job, spec, WARM_UP_TEXT))
                yield from (prompt(self._job, spec, text) for text in self._texts())

        return self._measured(prompts())

    def _texts(self) -> list[str]:
        return texts(self._job.texts)

    def _warm_up(self, first: Prompt) -> None:
        self._llama.create_completion(first.text, max_tokens=1, temperature=0)

    def _measured(self, prompts: Iterator[Prompt]) -> Outcome:
        """Answer them all; the time between two of them isn't counted."""
        seconds, count, generated = 0.0, 0, 0
        for one in prompts:
            started = time.perf_counter()
            answer = self._llama.create_completion(one.text, max_tokens=one.answer_tokens, temperature=0)
            seconds += time.perf_counter() - started
            assert not isinstance(answer, Iterator)
            tokens = answer["usage"]["completion_tokens"]
            if self._job.shape != STARTER and tokens != one.answer_tokens:
                raise ValueError(f"an answer has {tokens} tokens instead of {one.answer_tokens}")
            generated += tokens
            count += 1
        return Outcome(
            prompts=count, texts=self._job.texts, seconds=seconds, figures={"answer_tokens": generated / count}
        )
