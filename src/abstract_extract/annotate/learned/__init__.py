"""The learned stage: which role each number plays (whose size, whose events, whose percentage), and how sure that is."""

from __future__ import annotations

from .facts import propose
from .model import RoleModel, shipped_model
from .windows import first_sentences

__all__ = ["RoleModel", "first_sentences", "propose", "shipped_model"]
