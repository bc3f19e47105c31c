"""Several processes of one thread each that work as one.

On two cores that's quicker than two threads: the matrices here are small, and threads spend their time waiting for each
other whenever another program runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import torch
from torch import distributed, multiprocessing, nn


def rank() -> int:
    """Return which of the processes this is; 0 writes and prints."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def count() -> int:
    """Return how many processes work together."""
    return distributed.get_world_size() if distributed.is_initialized() else 1


def average_gradients(parameters: Iterable[nn.Parameter], own: float = 0.0) -> float:
    """Give all processes the mean of their gradients; returns the mean of ``own`` over them."""
    if count() == 1:
        return own
    gradients = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([*(g.reshape(-1) for g in gradients), torch.tensor([own])])
    distributed.all_reduce(flat)
    flat /= count()
    for gradient, shared in zip(gradients, flat.split([g.numel() for g in gradients] + [1]), strict=False):
        gradient.copy_(shared.view_as(gradient))
    return float(flat[-1])


def _process(own: int, number: int, meeting: Path, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    torch.set_num_threads(1)
    if number > 1:
        where = f"file://{meeting.resolve()}"
        distributed.init_process_group("gloo", init_method=where, rank=own, world_size=number)
    work(*arguments)
    if number > 1:
        distributed.destroy_process_group()


def run(number: int, folder: Path, work: Callable[..., None], *arguments: Any) -> None:  # noqa: ANN401 - passed on
    """Run ``work`` in ``number`` processes, which meet in ``folder``; what they make they leave in files."""
    meeting = folder / "meeting"
    meeting.unlink(missing_ok=True)
    if number == 1:
        _process(0, 1, meeting, work, arguments)
    else:
        multiprocessing.spawn(_process, (number, meeting, work, arguments), nprocs=number)
