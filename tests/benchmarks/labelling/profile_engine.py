"""Where the engine's time goes: the worker's own work, in this process, under Python's profiler.

Run ``python -m tests.benchmarks.labelling.profile_engine``; the model is the starter, with which Python weighs most.
The profiler makes Python look slower than it is; the share that counts is in the benchmark's table.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
from pathlib import Path

from emodesk.core.affect.columns import Profile
from emodesk.core.reading import LoadOptions
from emodesk.core.resources import resource
from emodesk.engine.client import EngineClient
from emodesk.engine.hardware import default_threads
from emodesk.engine.transport import InProcessTransport
from tests.benchmarks.labelling.engine_peer import readings_of
from tests.benchmarks.labelling.texts import WARM_UP_TEXT, texts
from tests.benchmarks.labelling.work import STARTER, Job, asked


def main() -> None:
    """Label texts once; print the functions that took longest themselves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=320)
    parser.add_argument("--profile", choices=[profile.value for profile in Profile], default=Profile.STANDARD.value)
    parser.add_argument("--model", type=Path, default=resource("starter/emodesk-starter.gguf"))
    parser.add_argument("--lines", type=int, default=25)
    options = parser.parse_args()
    job = Job(
        peer="", model=str(options.model), shape=STARTER, texts=options.texts, threads=default_threads(),
        profile=options.profile,
    )  # fmt: skip
    client, wanted = EngineClient(InProcessTransport()), asked(job)
    client.start()
    info = client.load(LoadOptions(path=job.model, fingerprint="", threads=job.threads))
    readings_of(client, info, wanted, [WARM_UP_TEXT])
    profiler = cProfile.Profile()
    profiler.runcall(readings_of, client, info, wanted, texts(job.texts))
    pstats.Stats(profiler).sort_stats(pstats.SortKey.TIME).print_stats(options.lines)


if __name__ == "__main__":
    main()
