"""Short sentences with a feeling that follows from their build: negation, degree, "but", emoji, first person.

The tweets of SemEval-2018 hold too few of these turns for a small model to learn them from.
"""

from __future__ import annotations

import random
from typing import Final

from emodesk.core.affect.tasks import EMOTIONS, PRESENT_EMOTIONS

FEELINGS: Final = {
    # words: (valence, strongest of the four or "", emotions present)
    "happy|glad|delighted|cheerful|thrilled|pleased|overjoyed": (0.86, "joy", "joy optimism"),
    "proud|excited|hopeful|enthusiastic|confident": (0.82, "joy", "joy optimism"),
    "grateful|thankful|in love|fond of it|touched": (0.84, "joy", "joy love optimism"),
    "relieved|calm|content|satisfied|comfortable|relaxed": (0.74, "joy", "joy optimism"),
    "sad|unhappy|miserable|heartbroken|lonely|depressed|hopeless": (0.16, "sadness", "pessimism sadness"),
    "disappointed|hurt|ashamed|let down|tired of it all|guilty": (0.24, "sadness", "disgust sadness"),
    "angry|furious|annoyed|mad|irritated|outraged|upset": (0.2, "anger", "anger disgust"),
    "afraid|scared|terrified|nervous|anxious|worried|frightened": (0.25, "fear", "fear"),
    "disgusted|sickened|appalled|revolted": (0.17, "anger", "anger disgust"),
}
QUALITIES: Final = {
    "good|great|excellent|wonderful|lovely|brilliant|amazing|helpful|friendly|delicious|beautiful|fantastic|superb|"
    "reliable|impressive|enjoyable|perfect|charming|clever": (0.84, "joy", "joy optimism"),
    "bad|terrible|awful|horrible|rude|useless|poor|disgusting|boring|dreadful|broken|slow|unfriendly|disappointing|"
    "a waste of money|painful|dirty|annoying|unfair": (0.19, "anger", "anger disgust sadness"),
}
SUBJECTS: Final = [
    "the food",
    "the service",
    "the film",
    "the movie",
    "the staff",
    "the hotel",
    "my new job",
    "the course",
    "the phone",
    "this book",
    "the doctor",
    "the holiday",
    "the weather",
    "my room",
    "the neighbour",
    "the neighbor",
    "the programme",
    "the program",
    "the colour",
    "the team",
    "the battery",
]
MORE: Final = ["very", "really", "so", "extremely", "incredibly", "absolutely", "truly"]
LESS: Final = ["slightly", "a bit", "a little", "somewhat", "fairly", "rather"]
NOTS: Final = ["not", "never", "not really", "not exactly", "hardly"]
GOOD_EMOJI: Final = ["😀", "😊", "😂", "❤️", "😍", "🎉", "👍", "🙂", "🥰", ":)"]
BAD_EMOJI: Final = ["😢", "😭", "😡", "😠", "💔", "😞", "👎", "😔", "🙁", ":("]
WHEN: Final = (
    "",
    "",
    "Today ",
    "When I came home ",
    "At that time ",
    "After the meeting ",
    "These days ",
    "Honestly, ",
)
WHY: Final = ("", "", " about it", " today", " with the result", " because of my family", " when I think of next week")


def _shade(rng: random.Random, word: str, value: float) -> tuple[str, float, bool]:
    """Return the word with a degree or a negation, its valence, and whether the feeling is still there."""
    kind = rng.random()
    if kind < 0.3:
        return word, value, True
    if kind < 0.5:
        return f"{rng.choice(MORE)} {word}", value + 0.35 * (value - 0.5), True
    if kind < 0.62:
        return f"{rng.choice(LESS)} {word}", 0.5 + 0.5 * (value - 0.5), True
    opposite = 0.5 - 0.55 * (value - 0.5)
    if kind < 0.85:
        return f"{rng.choice(NOTS)} {word}", opposite, False
    if kind < 0.93:
        return f"not {rng.choice(MORE[:3])} {word}", opposite + 0.05 * (value - 0.5), False
    return f"not {word} at all", 0.5 - 0.7 * (value - 0.5), False


def _sentence(rng: random.Random) -> tuple[str, float, str, str]:
    own = rng.random() < 0.5
    words, (value, main, present) = rng.choice(list((FEELINGS if own else QUALITIES).items()))
    phrase, value, holds = _shade(rng, rng.choice(words.split("|")), value)
    if not holds:
        main, present = ("sadness", "disgust sadness") if value < 0.5 else ("", "")
    if own:
        verb = rng.choice(("I am", "I'm", "I was", "I feel", "I felt", "we are", "she is", "he was", "my mother was"))
        text = f"{rng.choice(WHEN)}{verb} {phrase}{rng.choice(WHY)}"
    else:
        text = f"{rng.choice(SUBJECTS)} {rng.choice(('is', 'was'))} {phrase}"
    return text[0].upper() + text[1:], min(0.96, max(0.04, value)), main, present


def patterned(seed: int, count: int) -> list[tuple[str, list[float]]]:
    """Return sentences with 16 numbers: valence, the four intensities (0..1), presence of the eleven emotions."""
    rng = random.Random(seed + 1)
    out = []
    for _ in range(count):
        text, value, main, present = _sentence(rng)
        kind = rng.random()
        if kind < 0.22:  # what stands after "but" weighs more
            second, other, main2, present2 = _sentence(rng)
            link = rng.choice((", but ", " but ", ". However, ", ", although "))
            if "although" in link:
                value = 0.7 * value + 0.3 * other
            else:
                value, main, present = 0.3 * value + 0.7 * other, main2, present2
            text += link + (second if second.startswith("I") else second[0].lower() + second[1:])
        elif kind < 0.4:
            good = rng.random() < 0.5
            text += " " + rng.choice(GOOD_EMOJI if good else BAD_EMOJI)
            value = 0.6 * value + 0.4 * (0.9 if good else 0.1)
            if good != (value > 0.5):
                main, present = "", ""
        text += rng.choice((".", ".", "", "!"))
        strength = min(0.9, 0.42 + abs(value - 0.5))
        low = 0.22 if value < 0.5 else 0.12
        felt = [strength if e == main else (0.6 * value if e == "joy" and value > 0.6 else low) for e in EMOTIONS]
        if main != "joy" and value < 0.5:
            felt[EMOTIONS.index("joy")] = 0.08
        out.append((text, [value, *felt, *(float(e in present.split()) for e in PRESENT_EMOTIONS)]))
    return out
