"""Text → reading: the cascade exact → matched → corrected → classified, then the gate."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Literal

from intents.classify import load_pipeline
from intents.exact import parse_exact
from intents.followups.context import Context
from intents.followups.days_said import read_same_days
from intents.followups.definition import of_product
from intents.followups.edit import edit, kept
from intents.followups.leaning import continues, leans, stands_alone
from intents.followups.pointing import of_rows
from intents.followups.remarks import without_new_topic
from intents.followups.steps import in_steps
from intents.gate import SURPRISING, Doubt, gate
from intents.kinds import kinds, likely_ask
from intents.lexicon import split_words, stem
from intents.marking import mark
from intents.mentions import Marked
from intents.parts import continued, pattern
from intents.prepared import freed, plain
from intents.query import USER_ASKS, Ask, Query, problems
from intents.reading import Reading, Stage
from intents.restate import restate
from intents.rivals import likeliest
from intents.spelling import Speller, Spelling
from intents.suggest import MOST, near
from intents.taught import substitution
from intents.tokens import clean, tokenize
from intents.understand.accounts import unanswered
from intents.understand.asks import choose_ask
from intents.understand.build import build, of_all_days
from intents.understand.explain import explain
from intents.understand.frame import Frame, Sentence
from intents.understand.terms import greets
from intents.vocabulary import Vocabulary
from intents.witness import committed
from intents.wordbook import lexicon_of

MOST_TOKENS = 100
"""A longer text is not one question, and would take long to read."""
MOST_READ = 300
"""So many tokens are read of all spellings of a question together: a long one has fewer of them tried."""
LIKELY = 2.0
"""A rival that surprises the witness more than this, in nats, is not worth offering."""
STRANGE_AFTER = 12.0
"""A follow-up that surprises the witness more is offered beside what it would mean on its own."""
MOST_CHOICES = 4
"""So many readings are offered when a question can mean several things."""
UNREAD = 1.0
"""Cost of a spelling with which a question does not read."""
STRANGE = 0.5
"""Weight of the classifier's view that a question, so spelled, is about something else."""
CLEARLY = 0.5
"""A spelling this much cheaper than the next is taken without asking."""


class Parser:
    """Reads questions against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon_of(vocabulary)
        self.speller = Speller(self.lexicon)
        self._classifier = load_pipeline()
        self._taught = substitution(vocabulary.taught)
        self._tried: dict[str, bool] = {}

    def read(self, text: str, context: Context | None = None, raw: bool = False) -> tuple[Reading, Context]:
        """The reading of a question and the conversation after it; `raw` corrects no misspellings."""
        context = context or Context()
        cleaned = clean(text)
        chosen = context.chosen(cleaned) or self._picked(cleaned, context)
        cleaned, replaced = self._taught(cleaned)
        query = chosen or self._restated(cleaned, context)
        if query is not None:
            return Reading(text, query, stage="exact"), context.followed_by(query)
        said, after = self.prepared(cleaned, context, raw)
        tokens = tokenize(said)
        if len(tokens) > MOST_TOKENS:
            return Reading(text, reason="This is too long to be one question."), context
        spellings = [Spelling(tuple(tokens))] if raw else self.speller.variants(tokens, self.vocabulary)
        reading = self._of_choices(text, spellings, context)
        reading = reading or self._likeliest(text, _affordable(spellings), after)
        reading = replace(reading, corrections=(*replaced, *reading.corrections))
        return reading, context.after(reading)

    def prepared(self, text: str, context: Context, raw: bool = False) -> tuple[str, Context]:
        """A cleaned text as the rules and the models know it, and what it leans on.

        Of a follow-up that does two things that is the question which the first of them makes; a new topic
        that is told as such leans on nothing.
        """
        last = context.query
        if last is not None and (anew := without_new_topic(text)):
            return self.prepared(anew, Context(), raw)
        text = freed(text, last, self.lexicon, self.vocabulary)
        if last is not None and not raw:
            steps = in_steps(text, last, context.earlier, lambda first: self.by_rules(first, context).query)
            if steps is not None:
                rest, changed = steps
                return self.prepared(rest, Context(changed, context.earlier, leans=True))
        return plain(text, last, self.lexicon, self.vocabulary), context

    def heard(self, text: str, context: Context) -> tuple[Marked, Context]:
        """A question in its likeliest spelling, cut into mentions as the models hear it; what it leans on."""
        said, context = self.prepared(clean(text), context)
        spelling, *_ = self.speller.variants(tokenize(said), self.vocabulary)
        return mark(spelling, self.lexicon, self.vocabulary), context

    def _restated(self, text: str, context: Context) -> Query | None:
        """The query whose restatement the text is; after a question, its head alone may lean on it."""
        query = parse_exact(text, self.vocabulary)
        whole = query is not None and (context.query is None or restate(query, self.vocabulary) == text)
        return query if whole else None

    def _likeliest(self, text: str, spellings: list[Spelling], context: Context) -> Reading:
        """The reading of the likeliest spelling that makes sense; those about as likely are offered."""
        found: list[tuple[float, Reading]] = []
        for spelling in spellings:
            # The cheapest come first; none is read that is clearly dearer than the best.
            if found and spelling.cost > min(cost for cost, _ in found) + CLEARLY:
                break
            reading = self._understand(text, mark(spelling, self.lexicon, self.vocabulary), context)
            found.append((spelling.cost + _oddity(reading), reading))
        found.sort(key=lambda pair: pair[0])
        least, best = found[0]
        rivals = tuple(dict.fromkeys(r.query for cost, r in found if r.query and cost < least + CLEARLY))
        if best.query is not None and len(rivals) > 1:
            return replace(best, query=None, choices=rivals[:MOST_CHOICES])
        return best

    def _of_choices(self, text: str, spellings: list[Spelling], context: Context) -> Reading | None:
        """ "and on mobile?" where a choice was to be made first: of each of the readings offered."""
        few = _affordable(spellings, len(context.choices))
        leaning = [self._likeliest(text, few, Context(choice)) for choice in context.choices]
        if not leaning or any(reading.stage != "follow-up" for reading in leaning):
            return None
        found = dict.fromkeys(q for r in leaning for q in (r.query, *r.choices) if q is not None)
        if not found:
            return None
        return replace(leaning[0], query=None, choices=tuple(found)[:MOST_CHOICES], reason="", left_over=())

    def _picked(self, text: str, context: Context) -> Query | None:
        """The one choice that has every word of a short text ("the reading time one")."""
        words = {
            w
            for w in map(stem, split_words(text))
            if (len(w) > 2 or w.isdigit()) and w not in ("the", "one", "that", "mean")
        }
        if not context.choices or not words or len(words) > 4:
            return None
        fits = [
            c for c in context.choices if words <= set(map(stem, split_words(restate(c, self.vocabulary))))
        ]
        return fits[0] if len(fits) == 1 else None

    def _understand(self, text: str, marked: Marked, context: Context) -> Reading:
        cats: dict[str, float] = self._classifier(marked.heard()).cats
        last, followup = context.query, cats.get("followup", 0.0)
        named = self._frame_after(marked, last)
        if last is None:
            return self._weighed(text, marked, named, context, cats, None)
        alone: Reading | None = None
        if not context.leans and stands_alone(*named, last, followup):
            alone = self._weighed(text, marked, named, Context(), cats, last)
            after = self._frame_after(marked, last)
            leaning = self._weighed(text, marked, after, context, cats, last, leans=True)
            if leans(alone.surprise, leaning.surprise, followup):
                return leaning
            if alone.query is not None:
                return alone
            named = self._frame_after(marked, last)
        reading = self._weighed(text, marked, named, context, cats, last, leans=context.leans)
        if not reading.choices or reading.surprise < STRANGE_AFTER:
            return reading
        alone = alone or self._weighed(text, marked, self._frame_after(marked, last), Context(), cats, last)
        both = (alone.query, *reading.choices) if alone.query else reading.choices
        return replace(reading, choices=tuple(dict.fromkeys(both))[:MOST_CHOICES])

    def _weighed(
        self,
        text: str,
        marked: Marked,
        named: tuple[Sentence, Frame],
        context: Context,
        cats: dict[str, float],
        last: Query | None,
        leans: bool = False,
    ) -> Reading:
        """What a question named → its reading, after all that speaks for it and against it."""
        sentence, frame = named
        query, carried = self._query(sentence, frame, context, leans=leans)
        classified = query is None and not carried
        if classified and (ask := likely_ask(cats)):
            sentence, frame = self._frame_after(marked, last)
            query, carried = self._query(sentence, frame, context, ask)

        doubt = self._doubt(marked, sentence, query, carried, context, cats, classified)
        anew = partial(self._measured_by, marked=marked, last=last, context=context)
        reading = gate(text, query, sentence, frame, anew, doubt)
        stage: Stage = "corrected" if marked.corrections else "matched"
        stage = "follow-up" if carried else "classified" if classified and query else stage
        offers = () if reading.query or reading.choices else self._offers(cats)
        return replace(
            reading,
            corrections=marked.corrections,
            carried=carried,
            stage=stage,
            suggestions=offers,
            surprise=math.inf if query is None else doubt.surprise,
        )

    def _doubt(
        self,
        marked: Marked,
        sentence: Sentence,
        query: Query | None,
        carried: tuple[str, ...],
        context: Context,
        cats: dict[str, float],
        classified: bool,
    ) -> Doubt:
        """What speaks against a reading: the classifier, the witness, and that it changes nothing."""
        answered = {*(kinds(query) if query else ()), *(("followup",) if carried else ())}
        said = continued(pattern(marked), context.query if carried else None)
        surprise, rival = (0.0, None) if query is None else self._testified(said, sentence, query)
        return Doubt(
            cats.get("out_of_scope", 0.0),
            classified,
            bool(carried),
            min(sum(cats.get(kind, 0.0) for kind in sorted(answered)), 1.0),
            surprise,
            unchanged=bool(carried) and query == context.query,
            rival=rival,
        )

    def _measured_by(
        self, metric: str, aggregate: str, marked: Marked, last: Query | None, context: Context
    ) -> Query | None:
        """The query of a question with this metric, so summed up, for what is unclear in it."""
        sentence, frame = self._frame_after(marked, last)
        frame.metrics = [metric]
        ends: dict[str, Literal["desc", "asc"]] = {"most active": "desc", "least active": "asc"}
        if order := next((o for words, o in ends.items() if words in sentence.text), None):
            frame.order, frame.users_ranked = order, not frame.by
            frame.limit = frame.limit or _number_before(sentence)
        else:
            frame.aggregates = frame.aggregates or [aggregate]
        return self._query(sentence, frame, context)[0]

    def _testified(self, said: str, sentence: Sentence, query: Query) -> tuple[float, Query | None]:
        """What the witness says of a reading: its surprise, and a rival that it finds far likelier."""
        testimony = committed().hear(said)
        surprise = testimony.surprise(query)
        if surprise <= SURPRISING:
            return surprise, None
        rival = likeliest(query, testimony)
        likely = rival != query and testimony.surprise(rival) < LIKELY
        return surprise, rival if likely and not unanswered(sentence, rival) else None

    def _offers(self, cats: dict[str, float]) -> tuple[str, ...]:
        """Near questions that read without a doubt."""
        return tuple(filter(self._reads, dict.fromkeys(near(cats))))[:MOST]

    def _reads(self, question: str) -> bool:
        """True for a question to offer that reads without a doubt; tried once."""
        if question not in self._tried:
            self._tried[question] = self.by_rules(question).query is not None
        return self._tried[question]

    def by_rules(self, question: str, context: Context | None = None) -> Reading:
        """What the rules alone make of a question that is spelled right, after those before it."""
        marked = mark(Spelling(tuple(tokenize(question))), self.lexicon, self.vocabulary)
        sentence, frame = explain(marked, self.vocabulary)
        query, _ = self._query(sentence, frame, context or Context())
        return gate(question, query, sentence, frame, lambda *_: None, Doubt())

    def _query(
        self,
        sentence: Sentence,
        frame: Frame,
        context: Context,
        guess: Ask | None = None,
        leans: bool = False,
    ) -> tuple[Query | None, tuple[str, ...]]:
        """The query of a frame, and what it kept of the one before.

        `guess` is taken where no word says the ask; with `leans` it is a follow-up, whatever its words say.
        """
        last = context.query
        if last is None and greets(sentence):
            sentence.use(0)
            return Query("help", subject="greeting"), ()
        one = last is not None and (last.subject if last.ask in USER_ASKS else "".join(last.group.users))
        if one and not frame.users and sentence.cue("why"):
            frame.users = [one]  # "why there?"
        if last is not None:
            of_rows(sentence, frame, last)
            of_product(last, sentence, frame)
        ask = choose_ask(sentence, frame) or guess
        query = None
        carried: tuple[str, ...] = ()
        if last is not None and not frame.ask and (leans or continues(sentence, frame, ask, last)):
            query = edit(last, context.earlier, sentence, frame, ask)
            carried = kept(last, query) if query else ()
        elif ask is not None:
            query = build(frame, ask, self.vocabulary)
        if query is None or problems(query):
            return None, ()
        return of_all_days(query, self.vocabulary), carried

    def _frame_after(self, marked: Marked, last: Query | None) -> tuple[Sentence, Frame]:
        """What a question named, with the days of the one before where it points at those."""
        sentence, frame = explain(marked, self.vocabulary)
        if last is not None:
            read_same_days(last, sentence, frame)
        return sentence, frame


def _affordable(spellings: list[Spelling], readings: int = 1) -> list[Spelling]:
    """The cheapest spellings, as many as can be read so many times each."""
    tokens = max(1, len(spellings[0].tokens) * readings)
    return spellings[: max(1, MOST_READ // tokens)]


def _number_before(sentence: Sentence) -> int | None:
    """ "the 20 most active users": how many of them."""
    beside = (sentence.at(i - 1).number for i, _ in sentence.open("vague"))
    return next((int(number) for number in beside if number), None)


def _oddity(reading: Reading) -> float:
    """What it costs a spelling that the question does not read with it, or is likely about something else."""
    if reading.query is None:
        return UNREAD
    return -STRANGE * math.log10(max(reading.confidence, 0.001))
