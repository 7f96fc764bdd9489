"""What is said around a question or in a roundabout way, put as the rules and both models know it.

Reading and training prepare a text alike: a model that learned from other texts than it hears is surprised by
what it could know.
"""

from __future__ import annotations

from intents.followups.definition import said_of_term
from intents.followups.guesses import without_guess
from intents.followups.imperatives import said_plainly
from intents.followups.instead import said_as_instead
from intents.followups.percentiles import as_percentile
from intents.followups.reasons import without_reason
from intents.followups.relative_dates import with_dates
from intents.followups.remarks import without_remark
from intents.followups.retelling import retold
from intents.followups.search_terms import said_of_terms
from intents.followups.sentences import shortly, unwrapped
from intents.followups.swap import said_as_swap
from intents.followups.those_said import said_of_those
from intents.lexicon import Lexicon
from intents.query import INACTIVE, Query
from intents.speech.amounts import fractions_in_digits, ordinals_in_digits
from intents.speech.asides import without_asides, without_replaced
from intents.speech.left_out import leaving_out
from intents.speech.provided import of_users_who
from intents.speech.repairs import without_repairs
from intents.speech.spoken import as_written
from intents.speech.texting import in_letters, segments_in_letters
from intents.vocabulary import Vocabulary


def freed(text: str, last: Query | None, lexicon: Lexicon, vocabulary: Vocabulary) -> str:
    """The text without what its speaker took back; a follow-up also without the sentence it is wrapped in."""
    text = without_repairs(in_letters(as_written(text), lexicon), lexicon, vocabulary)
    if last is None:
        return text
    text = without_guess(without_reason(text, lexicon, last), lexicon, last)
    text = said_as_instead(without_remark(text, lexicon, last))
    return said_of_terms(unwrapped(shortly(text)), last)


def plain(text: str, last: Query | None, lexicon: Lexicon, vocabulary: Vocabulary) -> str:
    """A freed text without its asides, its short forms spelled out, a follow-up in the words rules know."""
    if last is not None and last.ask != "correlation":
        swapped = said_as_swap(with_dates(text, last, vocabulary), lexicon, last)
        told = said_of_term(swapped, last, (*vocabulary.segments, INACTIVE))
        text = said_plainly(said_of_those(retold(without_replaced(told))))
    numbered = ordinals_in_digits(text)
    numbered = numbered if last is None else as_percentile(numbered, last)
    written = fractions_in_digits(segments_in_letters(numbered))
    return without_asides(leaving_out(of_users_who(written)))
