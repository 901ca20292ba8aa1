"""Candidates to studies: which arm, which denominator, what is whose. Rules propose; this stage alone decides."""

from .record import assemble

__all__ = ["assemble"]
