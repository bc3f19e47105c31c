"""What the page of models says of a model, in the window's language."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from emodesk.gui.run.durations import duration
from emodesk.gui.translation import QT_TRANSLATE_NOOP

CATALOGUE: Final = frozenset(
    {
        QT_TRANSLATE_NOOP(
            "catalogue",
            "A very small model that ships with the program. Its model card says how good it is.",
        ),
        QT_TRANSLATE_NOOP("catalogue", "For the first minutes and for trying things out."),
        QT_TRANSLATE_NOOP("catalogue", "MIT; the training data have terms of their own, which the model card lists."),
        QT_TRANSLATE_NOOP(
            "catalogue", "From Llama-2-7b-chat; the best of the 7B models on texts that it was not trained on."
        ),
        QT_TRANSLATE_NOOP("catalogue", "The one to take on a laptop with 8 GB of free memory."),
        QT_TRANSLATE_NOOP("catalogue", "From Llama-2-7b."),
        QT_TRANSLATE_NOOP(
            "catalogue", "As Emollama-chat-7b; a little better at E-c and V-oc, a little worse elsewhere."
        ),
        QT_TRANSLATE_NOOP("catalogue", "From Llama-2-13b-chat; the best at intensities."),
        QT_TRANSLATE_NOOP("catalogue", "For a workstation, or a laptop with 16 GB of free memory and much patience."),
        QT_TRANSLATE_NOOP("catalogue", "From t5-large; an encoder-decoder, a tenth of the work of a 7B model."),
        QT_TRANSLATE_NOOP(
            "catalogue",
            "Small and good: the one for a laptop without a graphics card. It's converted after the download.",
        ),
        QT_TRANSLATE_NOOP("catalogue", "From bart-large; the smallest of the family."),
        QT_TRANSLATE_NOOP("catalogue", "The smallest. It's converted after the download."),
        QT_TRANSLATE_NOOP("catalogue", "From Bloomz-7b1-mt."),
        QT_TRANSLATE_NOOP("catalogue", "It's converted after the download and takes 10 GB of memory then."),
        QT_TRANSLATE_NOOP("catalogue", "From OPT-13B."),
        QT_TRANSLATE_NOOP(
            "catalogue", "For a workstation with 16 GB of free memory. It's converted after the download."
        ),
        QT_TRANSLATE_NOOP("catalogue", "MIT, as the model card states."),
        QT_TRANSLATE_NOOP(
            "catalogue",
            "MIT, as the model card states. It is a fine-tuned Llama-2-7b-chat: the Llama 2 Community License and its "
            "acceptable use policy apply to derivatives as well. The weights don't come with EmoDesk; whoever "
            "downloads them accepts both.",
        ),
        QT_TRANSLATE_NOOP(
            "catalogue",
            "MIT, as the model card states. It is a fine-tuned Llama-2-7b: the Llama 2 Community License and its "
            "acceptable use policy apply to derivatives as well. The weights don't come with EmoDesk; whoever "
            "downloads them accepts both.",
        ),
        QT_TRANSLATE_NOOP(
            "catalogue",
            "MIT, as the model card states. It is a fine-tuned Llama-2-13b-chat: the Llama 2 Community License and its "
            "acceptable use policy apply to derivatives as well. The weights don't come with EmoDesk; whoever "
            "downloads them accepts both.",
        ),
        QT_TRANSLATE_NOOP(
            "catalogue",
            "MIT, as the model card states; the base model Bloomz-7b1-mt is under the BigScience RAIL licence 1.0, "
            "whose limits of use apply to derivatives as well.",
        ),
        QT_TRANSLATE_NOOP(
            "catalogue",
            "MIT, as the model card states; the base model OPT-13B was released by Meta for non-commercial research, "
            "whose terms apply to derivatives as well.",
        ),
    }
)
"""Our own words in the catalogue about the models and their licences; a test holds the two together. What others have
written, the names of licences too, stays in their words."""

_STEPS: Final = {
    "asking": QT_TRANSLATE_NOOP("transfer", "Asking the hub what there is…"),
    "downloading": QT_TRANSLATE_NOOP("transfer", "Downloading"),
    "checking": QT_TRANSLATE_NOOP("transfer", "Checking"),
    "copying": QT_TRANSLATE_NOOP("transfer", "Copying"),
    "packing": QT_TRANSLATE_NOOP("transfer", "Packing"),
    "converting": QT_TRANSLATE_NOOP("transfer", "Converting"),
    "quantizing": QT_TRANSLATE_NOOP("transfer", "Rounding the weights; that takes some minutes for a large model…"),
}
_LANGUAGES: Final = {"en": QT_TRANSLATE_NOOP("catalogue", "English")}


def from_catalogue(text: str) -> str:
    """Return a sentence of the catalogue in the window's language, or as it is."""
    return QCoreApplication.translate("catalogue", text)


def language_names(codes: tuple[str, ...]) -> str:
    """Return what languages are called."""
    return ", ".join(from_catalogue(_LANGUAGES.get(code, code)) for code in codes)


def step_words(step: str) -> str:
    """Return what a transfer is doing."""
    return QCoreApplication.translate("transfer", _STEPS.get(step, step))


def size(size_bytes: int) -> str:
    """Return a size as people read it; decimal, as disks and model pages count."""
    return QLocale().formattedDataSize(size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def speed(texts_per_s: float) -> str:
    """Return how fast that is: texts per second, or for the slow how long a text takes."""
    translate = QCoreApplication.translate
    if texts_per_s >= 1:
        return translate("transfer", "{0} texts/s").format(QLocale().toString(texts_per_s, "f", 1))
    return translate("transfer", "{0} for each text").format(duration(1 / texts_per_s))
