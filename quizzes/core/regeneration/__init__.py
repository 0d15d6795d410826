"""A path's new edition over the bank that stands: what is the same stays itself, and the author reads what is not."""

from quizzes.core.regeneration.reconciling import Regenerated, regenerate
from quizzes.core.regeneration.report import Entry, Outcome, Report, described

__all__ = ["Entry", "Outcome", "Regenerated", "Report", "described", "regenerate"]
