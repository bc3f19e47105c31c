"""How EmoDesk would run the model here: it's measured as before a user's first long run, and kept nowhere."""

from __future__ import annotations

import tempfile
from pathlib import Path

from emodesk.app.kept_file import KeptFile
from emodesk.app.tuning import Machine, Tuning
from emodesk.core.reading import LoadOptions
from emodesk.engine.client import EngineClient
from emodesk.engine.other_programs import watch_others
from emodesk.engine.transport import WorkerTransport
from emodesk.modelhub.memory import available_bytes
from tests.benchmarks.labelling.work import Job, Outcome


def measure(job: Job) -> Outcome:
    """Return the way that was found, and its tokens per second. Threads are everybody's, so they aren't chosen."""
    with tempfile.TemporaryDirectory(prefix="emodesk-bench-") as folder:
        client = EngineClient(WorkerTransport(Path(folder) / "engine.log"))
        machine = Machine("this", (job.threads,), available_bytes, watch_others)
        tuning = Tuning(KeptFile(Path(folder) / "tuning.json"), lambda: machine)
        options = LoadOptions(path=job.model, fingerprint="", threads=job.threads, gpu_layers=job.gpu_layers)
        try:
            client.start()
            found = tuning.measure(client, options, lambda: False)
        finally:
            client.close()
    if found is None:  # a GPU does the work: nothing to choose
        return Outcome(prompts=0, texts=0, seconds=0.0, figures={"batch_tokens": float(job.batch_tokens)})
    chosen = found.settings
    assert chosen.batch_tokens is not None
    assert chosen.weights is not None
    figures = {"tokens_per_s": found.tokens_per_s, "batch_tokens": float(chosen.batch_tokens)}
    return Outcome(prompts=0, texts=0, seconds=0.0, figures=figures, words={"weights": chosen.weights.value})
