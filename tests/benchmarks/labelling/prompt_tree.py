"""How few tokens would do: the prefix tree of everything that is asked and answered of one text.

An instruction counts once for the whole run, so not at all for a text. Behind it every token of the tree counts once:
the text where several questions share it, the tails, and of an answer the tokens that must be evaluated to tell what
it means; what it takes to say how sure the model is, is counted by itself. Texts don't share tokens with each other,
though two may begin alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from llama_cpp import Llama

from emodesk.core.affect.answers import answers_key
from emodesk.core.reading import AnswerSet, Reading
from emodesk.engine.prefix_tree import common_prefix
from tests.benchmarks.labelling.work import Job, asked

Tokens = tuple[int, ...]


class AnswerTokens:
    """The tokens of a set of legal answers."""

    def __init__(self, llama: Llama, answers: AnswerSet) -> None:
        self._tokens = {
            text: (*llama.tokenize(text.encode(), add_bos=False, special=False), llama.token_eos())
            for text in answers.texts
        }
        self._meanings: dict[Tokens, set[int]] = {}
        for text, meaning in zip(answers.texts, answers.groups, strict=True):
            tokens = self._tokens[text]
            for length in range(len(tokens) + 1):
                self._meanings.setdefault(tokens[:length], set()).add(meaning)

    def evaluated(self, answer: str) -> Tokens:
        """Return the answer's tokens up to the last one behind which its meaning was open."""
        tokens = self._tokens[answer]
        length = next(length for length in range(len(tokens) + 1) if len(self._meanings[tokens[:length]]) == 1)
        return tokens[: max(0, length - 1)]


def least_tokens(job: Job, answers: Mapping[str, Sequence[str]]) -> int:
    """Return the tokens of the trees of all texts, given each text's answers in the order of the questions."""
    llama = Llama(job.model, vocab_only=True, verbose=False)
    alike = alike_tokens(llama)
    questions = asked(job)
    known = {one.key: AnswerTokens(llama, one) for one in questions.answer_sets}

    def tokenized(prompt: str) -> Tokens:
        return tuple(alike.get(token, token) for token in llama.tokenize(prompt.encode(), add_bos=True, special=False))

    count = 0
    for text, said in answers.items():
        sequences = []
        for spec, answer in zip(questions.specs, said, strict=True):
            prompt = spec.render(text)
            tokens, head = tokenized(prompt), tokenized(prompt[: spec.head_chars])
            shared = common_prefix(head, tokens)
            sequences.append((shared, (*tokens, *known[answers_key(spec)].evaluated(answer))))
        count += nodes_behind(sequences)
    return count


def tokens_beside(reading: Reading) -> int:
    """Return at how many tokens beside its answer's way a reading looked, to tell how likely the other answers were.

    That's the minus sign of three classes of V-oc, and the comma behind the last emotion.
    """
    return sum(not reading.answer.startswith(decision.prefix) for decision in reading.decisions)


def nodes_behind(sequences: Iterable[tuple[int, Tokens]]) -> int:
    """Return how many nodes the tree of these has, without each one's first so many."""
    nodes: dict[tuple[int, int], int] = {}
    counted: set[int] = set()
    for shared, tokens in sequences:
        node = 0
        for place, token in enumerate(tokens):
            node = nodes.setdefault((node, token), len(nodes) + 1)
            if place >= shared:
                counted.add(node)
    return len(counted)


def alike_tokens(llama: Llama) -> dict[int, int]:
    """Return which tokens are read as another one, see decision 51."""
    listed = llama.metadata.get("emodesk.alike", "")
    return {int(token): int(first) for token, _, first in (pair.partition("=") for pair in listed.split())}
