"""Cleaning, and what is left of a page to read: STEPS for the signs, then sections, each thing said once."""

from .sections import study_text
from .steps import STEPS, normalise

__all__ = ["STEPS", "normalise", "study_text"]
