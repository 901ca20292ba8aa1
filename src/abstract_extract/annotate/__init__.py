"""Rules that read facts from a study text: one file a fact, PIPES in order."""

from .nlp import annotate, build_nlp
from .pipes import PIPES

__all__ = ["PIPES", "annotate", "build_nlp"]
