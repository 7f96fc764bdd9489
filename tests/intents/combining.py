"""Which fillings of the question shapes in `combinations/` are misread.

`python -m tests.intents.combining [FILE...] [--each N]` reads N fillings of each template, at random.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from intents.normal_form import normal
from intents.parser import Parser
from intents.query import Query
from intents.restate import restate
from intents.training.templates import fillings, load_slots, load_templates, template_files
from intents.vocabulary_file import load_vocabulary

FOLDER = Path(__file__).parent / "combinations"


def misread(parser: Parser, question: str, queries: tuple[Query, ...]) -> str:
    """What was understood instead; "" for a question that is read right, or offered so by "did you mean"."""
    reading, _ = parser.read(question)
    only = reading.choices[0] if len(reading.choices) == 1 else None
    if understood := reading.query or only:
        right = {normal(query, parser.vocabulary) for query in queries}
        return (
            "" if normal(understood, parser.vocabulary) in right else restate(understood, parser.vocabulary)
        )
    return reading.reason or " / ".join(restate(choice, parser.vocabulary) for choice in reading.choices)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--each", type=int, default=40, help="fillings of a template, at random")
    chosen = options.parse_args()
    parser, slots = Parser(load_vocabulary()), load_slots(FOLDER)
    asked = missed = 0
    for template in load_templates(*(chosen.files or template_files(FOLDER))):
        every = list(fillings(template, slots))
        some = random.Random(template.say).sample(every, min(chosen.each, len(every)))
        bad = [(q, queries, got) for q, queries in some if (got := misread(parser, q, queries))]
        asked, missed = asked + len(some), missed + len(bad)
        if bad:
            question, queries, got = bad[0]
            print(f"{len(bad)} of {len(some)}: {template.say}  ({template.file})")
            print(f"  {question}\n    got       {got}")
            print(f"    expected  {restate(queries[0], parser.vocabulary)}")
    print(f"{asked - missed:,} of {asked:,} read right")


if __name__ == "__main__":
    main()
