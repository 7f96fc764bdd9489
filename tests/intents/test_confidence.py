"""What speaks for a reading and against it, as one probability."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intents.confidence import ANSWERED, Signs, confidence

PROBABILITIES = st.floats(0, 1)
SIGNS = st.builds(
    Signs,
    surprise=st.floats(0, 1e6),
    agreed=PROBABILITIES,
    out_of_scope=PROBABILITIES,
    carried=st.booleans(),
    mentions=st.integers(1, 100),
    unexplained=st.integers(0, 100),
)
PLAIN = Signs(surprise=0.1, agreed=0.99, out_of_scope=0.0, carried=False, mentions=6, unexplained=2)


@given(SIGNS, st.floats(0, 1e6), PROBABILITIES)
def test_more_surprise_and_less_agreement_never_make_surer(signs: Signs, more: float, agreed: float) -> None:
    sure = confidence(signs)
    assert 0 <= sure <= 1
    assert confidence(replace(signs, surprise=signs.surprise + more)) <= sure
    assert confidence(replace(signs, agreed=signs.agreed * agreed)) <= sure


def test_a_plain_reading_is_answered_and_a_strange_one_is_not() -> None:
    assert confidence(PLAIN) > 0.95
    assert confidence(replace(PLAIN, surprise=12.0)) < ANSWERED


def test_the_same_surprise_tells_more_of_a_long_question_with_words_to_spare() -> None:
    assert confidence(replace(PLAIN, mentions=24, unexplained=18)) < confidence(PLAIN)
