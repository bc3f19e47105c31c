"""EmoDesk: sentiment, emotion and intensity for every row of a spreadsheet, on your own computer."""

__version__ = "0.1.0"
