"""`python -m segmentation`."""

from segmentation.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
