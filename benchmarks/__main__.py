"""`python -m benchmarks NAME` runs the module of that name."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(argv: list[str]) -> int:
    """Runs `main()` of one module of this package, with the arguments after its name."""
    names = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name != "__main__")
    if not argv or argv[0] not in names:
        print(f"usage: python -m benchmarks NAME, one of {', '.join(names)}", file=sys.stderr)
        return 2
    sys.argv = argv
    return int(importlib.import_module(f"benchmarks.{argv[0]}").main() or 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
