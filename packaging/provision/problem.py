"""The one exception of the set-up."""


class SetUpError(Exception):
    """The set-up can't go on; the message is a sentence for the user that says what to do."""
