"""What can go wrong, in sentences that a user can act on.

`str(error)` says what happened and what to do next; commands and pages show just that and keep
the traceback for the log. `retryable` tells whether the same call may succeed later.
"""

from __future__ import annotations


class AssistantError(Exception):
    """The base of all errors that are shown to a user. `what` happened, and what to `do` next."""

    retryable = False

    def __init__(self, what: str, do: str = "") -> None:
        self.what = what
        self.do = do
        super().__init__(f"{what} {do}".strip())


class UsageError(AssistantError):
    """The caller asked for something that makes no sense; commands end with status 2."""


class QuestionError(UsageError):
    """The question cannot be read: empty, too long, control characters, an unknown language."""


class SettingsError(AssistantError):
    """A setting has a value that cannot be used."""


class UnreadableFile(AssistantError):
    """One file cannot be read: empty, binary, encrypted, without text, broken or too large."""


class UnknownDocument(UsageError):
    """A document id that the library does not hold."""


class LibraryError(AssistantError):
    """The database or an index cannot be used: locked, read-only, full, newer, or not built."""


class LibraryBusy(LibraryError):
    """Another indexing run is at work."""

    retryable = True


class EmbedderError(AssistantError):
    """An embedder cannot be loaded or does not answer."""


class ChatModelError(AssistantError):
    """The language model cannot be reached, refuses, or talks nonsense."""

    retryable = True


class ServingError(AssistantError):
    """The page cannot be served: its address is taken or not this machine's."""


class DraftNotWritten(AssistantError):
    """An exported paper cannot be put where it was asked for: a full or read-only disk."""


class ReviewError(AssistantError):
    """A step of the review that this person, or anybody, may not take now."""


class StaleCopy(ReviewError):
    """What was to be saved could not be, and is set aside: `aside` is its number."""

    def __init__(self, what: str, do: str, aside: int) -> None:
        super().__init__(what, do)
        self.aside = aside


class UnknownPaper(UsageError):
    """A paper, or a version or comment of one, that is not there."""


class PaperError(AssistantError):
    """The definition of a kind of paper cannot be used; the file and the key are named."""


class UnknownKind(UsageError):
    """A kind of paper that the papers folder does not declare."""
