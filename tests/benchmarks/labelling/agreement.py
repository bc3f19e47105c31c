"""Do the engine's batches change any answer? Labels of the running engine beside the exact ones of the same texts.

Run ``python -m tests.benchmarks.labelling.agreement --texts 2000``; the model is the starter unless another is named.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from emodesk.app.label_values import value_of
from emodesk.core.affect.columns import LabelColumn, Profile, label_columns
from emodesk.core.affect.labels import Label, Score, cut_class, interpret
from emodesk.core.affect.prompts import PromptSpec
from emodesk.core.reading import LoadOptions, Reading
from emodesk.core.resources import resource
from emodesk.engine.client import EngineClient
from emodesk.engine.hardware import default_threads
from emodesk.engine.transport import WorkerTransport
from tests.benchmarks.labelling.engine_peer import readings_of
from tests.benchmarks.labelling.exact_answers import ExactModel
from tests.benchmarks.labelling.texts import source, texts
from tests.benchmarks.labelling.work import STARTER, Job, asked, plan

Readings = Mapping[PromptSpec, Reading]
"""Of one text, by question."""


@dataclass(slots=True)
class Agreement:
    """How far two lots of labels of the same texts are apart."""

    texts: int = 0
    answers: int = 0
    answers_differing: int = 0
    """Answers of another meaning."""
    labels: int = 0
    labels_differing: int = 0
    """Classes and sets of emotions that aren't the same."""
    largest_score_difference: float = 0.0
    """Of scores of 0..1, which are kept to three decimals."""
    largest_difference: float = 0.0
    """Of a probability, 0..1."""
    examples: list[str] = field(default_factory=list)

    def add(self, columns: Sequence[LabelColumn], ours: Readings, exact: Readings) -> None:
        """Compare the labels of one text."""
        self.texts += 1
        self.answers += len(exact)
        self.answers_differing += sum(ours[spec].answer != reading.answer for spec, reading in exact.items())
        for column in columns:
            one, other = (_label(column, readings[column.question]) for readings in (ours, exact))
            self.labels += 1
            mine, true = value_of(column, one), value_of(column, other)
            if isinstance(mine, float) and isinstance(true, float):
                self.largest_score_difference = max(self.largest_score_difference, abs(mine - true))
            elif mine != true:
                self.labels_differing += 1
                self.examples.append(f"{column.name}: {mine} for {true}")
            pairs = zip(_probabilities(one), _probabilities(other), strict=True)
            self.largest_difference = max(self.largest_difference, *(abs(p - q) for p, q in pairs))


def _label(column: LabelColumn, reading: Reading) -> Label:
    question = column.question
    label = interpret(question.task, question.emotion, reading, question.scores)
    if column.is_cut:
        assert isinstance(label, Score)
        return cut_class(question.emotion, label)
    return label


def _probabilities(label: Label) -> tuple[float, ...]:
    return label.tenths if isinstance(label, Score) else label.probabilities


def compare(job: Job) -> Agreement:
    """Label the job's texts both ways."""
    wanted, columns = asked(job), label_columns(plan(job))
    with tempfile.TemporaryDirectory(prefix="emodesk-bench-") as folder:
        client = EngineClient(WorkerTransport(Path(folder) / "engine.log"))
        try:
            client.start()
            options = LoadOptions(path=job.model, fingerprint="", threads=job.threads, gpu_layers=job.gpu_layers)
            answered = readings_of(client, client.load(options), wanted, texts(job.texts))
        finally:
            client.close()
    exact = ExactModel(job.model, job.threads, wanted.answer_sets)
    agreement = Agreement()
    for start in range(0, len(answered), len(wanted.specs)):
        of_text = list(zip(wanted.specs, answered[start : start + len(wanted.specs)], strict=True))
        ours = {spec: reading for spec, (_, reading) in of_text}
        agreement.add(columns, ours, {spec: exact.answer(request) for spec, (request, _) in of_text})
    return agreement


def main() -> None:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--profile", choices=[profile.value for profile in Profile], default=Profile.PAPER.value)
    parser.add_argument("--model", type=Path, default=resource("starter/emodesk-starter.gguf"))
    parser.add_argument("--shape", default=STARTER, help="anything else: scores are read digit by digit")
    parser.add_argument("--threads", type=int, default=default_threads())
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    job = Job(
        peer="", model=str(options.model), shape=options.shape, texts=options.texts, threads=options.threads,
        profile=options.profile,
    )  # fmt: skip
    agreement = compare(job)
    figures = asdict(agreement)
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<26}{value}")
    print(source())
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
