"""The sentences that the EmoLLMs were trained with: ten wordings of each AAID task, one of each AEB-2 task.

Source: the training data of the EmoLLMs (Liu et al., KDD 2024, DOI 10.1145/3637528.3671552, appendix A) and its
AEB-2 test files. A changed space changes answers, so a test compares the rendered prompts with digests of the originals.
"""

from __future__ import annotations

from typing import Final

PRESENCE: Final = "(anger, anticipation, disgust, fear, joy, love, optimism, pessimism, sadness, surprise, trust)"

EI_OC_CLASSES: Final = (
    "0: no E can be inferred. 1: low amount of E can be inferred. "
    "2: moderate amount of E can be inferred. 3: high amount of E can be inferred."
)
V_OC_CLASSES: Final = (
    "3: very positive mental state can be inferred. 2: moderately positive mental state can be inferred. "
    "1: slightly positive mental state can be inferred. 0: neutral or mixed mental state can be inferred. "
    "-1: slightly negative mental state can be inferred. -2: moderately negative mental state can be inferred. "
    "-3: very negative mental state can be inferred"  # no final period: the models were trained without one
)

EI_REG: Final = (
    "Assess the magnitude of emotion E in the tweet using a real number between 0 and 1, where 0 denotes "
    "the least intensity and 1 denotes the most intensity.",
    "Assign a numerical value between 0 (least E) and 1 (most E) to represent the intensity of emotion E "
    "expressed in the tweet.",
    "Calculate the intensity of emotion E in the tweet as a decimal value ranging from 0 to 1, with 0 "
    "representing the lowest intensity and 1 representing the highest intensity.",
    "Determine the degree of intensity for emotion E in the tweet, giving it a score between 0 and 1, "
    "where 0 signifies the least intensity and 1 signifies the greatest intensity.",
    "Estimate the strength of emotion E in the tweet by assigning it a real-valued score between 0 and 1,"
    " where 0 signifies the least intensity and 1 signifies the greatest intensity.",
    "Evaluate the strength of emotion E in the tweet, providing a real-valued score from 0 to 1. A score "
    "of 0 denotes the absence of the emotion, while a score of 1 indicates the highest degree of "
    "intensity.",
    "Gauge the level of intensity for emotion E in the tweet, assigning it a score between 0 and 1. A "
    "score of 0 indicates the lowest intensity, while a score of 1 indicates the highest intensity.",
    "Measure the level of emotion E in the tweet using a real-valued score between 0 and 1, where 0 "
    "represents the lowest intensity and 1 represents the highest intensity.",
    "Quantify the intensity of emotion E in the tweet on a scale of 0 (least E) to 1 (most E).",
    "Rate the intensity of emotion E in the tweet on a scale of 0 to 1, with 0 indicating the least "
    "intensity and 1 indicating the highest intensity.",
)

EI_OC: Final = (
    "Assign a suitable level of intensity of emotion E to the tweet, representing the emotional state of the tweeter.",
    "Assign one of four ordinal intensity classes of emotion E to a given tweet based on the emotional "
    "state of the user.",
    "Categorize the tweet based on the intensity of the specified emotion E, capturing the tweeter's mental state.",
    "Categorize the tweet into an intensity level of the specified emotion E, representing the mental "
    "state of the tweeter.",
    "Classify the tweet into one of four ordinal classes of intensity of emotion E that best represents "
    "the mental state of the tweeter.",
    "Classify the tweet into one of four ordinal intensity levels, indicating the degree of emotion E "
    "experienced by the tweeter.",
    "Classify the tweet's emotional intensity into one of four ordinal levels of emotion E, providing "
    "insights into the mental state of the user.",
    "Determine the appropriate intensity category of emotion E for the tweet, reflecting the emotional "
    "state of the user.",
    "Determine the appropriate intensity class for the tweet, reflecting the level of emotion E "
    "experienced by the user.",
    "Place the tweet into a specific intensity class, reflecting the intensity of the mentioned emotion E"
    " and the user's mental state.",
)

V_REG: Final = (
    "Assess the intensity of sentiment or valence in the tweet, representing the tweeter's mental state "
    "with a real-valued score between 0 (extremely negative) and 1 (extremely positive).",
    "Assess the sentiment intensity or valence level of the tweet, ranging from 0 (extremely negative) to"
    " 1 (extremely positive).",
    "Calculate the sentiment intensity or valence score of the tweet, which should be a real number "
    "between 0 (extremely negative) and 1 (extremely positive).",
    "Determine the sentiment intensity or valence score of the tweet, representing the tweeter's mental "
    "state on a continuum from 0 (highly negative) to 1 (highly positive).",
    "Determine the valence intensity of the tweeter's mental state on a scale of 0 (most negative) to 1 "
    "(most positive).",
    "Evaluate the valence intensity of the tweeter's mental state based on the tweet, assigning it a "
    "real-valued score from 0 (most negative) to 1 (most positive).",
    "Gauge the intensity of sentiment or valence in the tweet, indicating a numerical value between 0 "
    "(extremely negative) and 1 (extremely positive).",
    "Measure the intensity of sentiment or valence in the tweet, assigning it a score between 0 (highly "
    "negative) and 1 (highly positive).",
    "Quantify the sentiment intensity or valence level of the tweet, giving it a score between 0 (highly "
    "negative) and 1 (highly positive).",
    "Rate the valence intensity of the tweeter's mental state expressed in the tweet, assigning it a "
    "score on a scale of 0 (most negative) to 1 (most positive).",
)

V_OC: Final = (
    "Assign the tweet to a specific ordinal class that corresponds to the tweeter's mental state, "
    "considering various levels of positive and negative sentiment intensity.",
    "Assign the tweet to one of seven ordinal classes, each representing a distinct level of positive or "
    "negative sentiment intensity, reflecting the mental state of the tweeter.",
    "Categorize the tweet into an ordinal class that best characterizes the tweeter's mental state, "
    "considering various degrees of positive and negative sentiment intensity.",
    "Categorize the tweet into one of seven ordinal classes, representing different degrees of positive "
    "and negative sentiment intensity, that most accurately reflects the emotional state of the Twitter "
    "user.",
    "Classify the tweet into one of seven ordinal categories, indicating the intensity of positive or "
    "negative sentiment expressed by the tweeter and reflecting their current mental state.",
    "Classify the tweet into one of seven ordinal classes, corresponding to various levels of positive "
    "and negative sentiment intensity, that best represents the mental state of the tweeter.",
    "Determine the appropriate ordinal classification for the tweet, reflecting the tweeter's mental "
    "state based on the magnitude of positive and negative sentiment intensity conveyed.",
    "Determine the most suitable ordinal classification for the tweet, capturing the emotional state of "
    "the tweeter through a range of positive and negative sentiment intensity levels.",
    "Place the tweet into a specific ordinal class, which captures the tweeter's mental state by "
    "considering different levels of positive and negative sentiment intensity.",
    "Place the tweet into an appropriate ordinal class, representing the tweeter's mental state by "
    "assessing the levels of positive and negative sentiment intensity conveyed.",
)

E_C: Final = (
    "Analyze the tweet's emotional connotations and classify it as either 'neutral or no emotion' or as "
    f"one or more of the specified emotions {PRESENCE} that best portray the tweeter's mental state.",
    "Analyze the tweet's sentiment and assign it to either 'neutral or no emotion' or one or more of the "
    f"specified emotions {PRESENCE}.",
    "Assess the emotional content of the tweet and classify it as either 'neutral or no emotion' or as "
    f"one or more of the given emotions {PRESENCE} that best represent the tweeter's mental state.",
    "Categorize the tweet's emotional expression, classifying it as either 'neutral or no emotion' or as "
    f"one or more of the specified emotions {PRESENCE} that reflect the tweeter's state of mind.",
    "Categorize the tweet's emotional tone as either 'neutral or no emotion' or identify the presence of "
    f"one or more of the given emotions {PRESENCE}.",
    "Classify the mental state of the tweeter based on the tweet, determining if it is 'neutral or no "
    f"emotion' or characterized by any of the provided emotions {PRESENCE}.",
    "Determine the dominant emotion in the tweet and classify it as either 'neutral or no emotion' or one"
    f" of the eleven provided emotions {PRESENCE}.",
    "Determine the prevailing emotional tone of the tweet, categorizing it as either 'neutral or no "
    f"emotion' or as one or more of the given emotions {PRESENCE} that most accurately represent the "
    "tweeter's mental state.",
    "Evaluate the tweet for emotional cues and classify it as either 'neutral or no emotion' or as one or"
    f" more of the specified emotions {PRESENCE} that indicate the tweeter's state of mind.",
    "Identify the primary emotion conveyed in the tweet and assign it to either 'neutral or no emotion' "
    f"or one or more of the provided emotions {PRESENCE} that best capture the tweeter's mental state.",
)

AEB2: Final = {
    "vader": "Calculate the sentiment intensity or valence score of the text, which should be a real number between "
    "-4 (extremely negative) and 4 (extremely positive).",
    "sst": "Calculate the sentiment score of the text, which should be a real number between "
    "0 (extremely negative) and 1 (extremely positive).",
    "emobank-v": "Determine the valence intensity of the writer's mental state on a scale of "
    "1 (most negative) to 5 (most positive).",
    "emobank-a": "Determine the arousal intensity of the writer's mental state on a scale of "
    "1 (most calm) to 5 (most excited).",
    "emobank-d": "Determine the dominance intensity of the writer's mental state on a scale of "
    "1 (most being controlled) to 5 (most being in control).",
    "sst5": "Classify the text into one of five classes of sentiment that best represents the mental state of the "
    "text. 0: very negative, 1: negative, 2: neutral, 3: positive, 4: very positive.",
    "tdt": "Classify the text into one of three ordinal categories, indicating the intensity of positive or negative "
    "sentiment expressed by the writer and reflecting their current mental state. 1: positive. 0: neutral. "
    "-1: negative.",
    "goemotions": "Categorize the text's emotional expression, classifying it as either 'neutral' or as one or more "
    "of the specified emotions (anger, disgust, fear, joy, sadness, surprise) that reflect the writer's state of "
    "mind.",
}

AEB2_UNIT: Final = {
    "vader": AEB2["vader"].replace("-4 (", "0 (").replace("4 (extremely positive", "1 (extremely positive"),
    "emobank-v": AEB2["emobank-v"].replace("1 (", "0 (").replace("5 (", "1 ("),
    "emobank-a": AEB2["emobank-a"].replace("1 (", "0 (").replace("5 (", "1 ("),
    "emobank-d": AEB2["emobank-d"].replace("1 (", "0 (").replace("5 (", "1 ("),
}
"""The same sentences on 0..1: the paper (4.3.2) asks there and rescales, because the models were trained on 0..1."""

CARD: Final = {
    "ei-reg": "Assign a numerical value between 0 (least E) and 1 (most E) to represent the intensity of emotion E "
    "expressed in the text.",
    "ei-oc": "Categorize the text into an intensity level of the specified emotion E, representing the mental state "
    f"of the writer. {EI_OC_CLASSES}",
    "v-reg": "Evaluate the valence intensity of the writer's mental state based on the text, assigning it a "
    "real-valued score from 0 (most negative) to 1 (most positive).",
    "v-oc": "Categorize the text into an ordinal class that best characterizes the writer's mental state, considering "
    f"various degrees of positive and negative sentiment intensity. {V_OC_CLASSES}",
    "e-c": "Categorize the text's emotional tone as either 'neutral or no emotion' or identify the presence of one or "
    f"more of the given emotions {PRESENCE}.",
}
"""The style of the models' card. It shows no EI-oc example: that sentence is the AAID one with the card's words."""
